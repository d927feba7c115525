import { expect, type Page } from "@playwright/test";
import { faults } from "./faults.ts";
import { misfits } from "./layout.ts";

/** Looks at the page on a small phone: everything fits, and no rule of accessibility is broken. Goes on if one is. */
export async function expectFits(page: Page, stop: string, javaScriptEnabled: boolean | undefined): Promise<void> {
  await page.setViewportSize({ width: 360, height: 740 });
  expect.soft(await misfits(page), stop).toEqual([]);
  // The checker is a script; the pages are the same.
  if (javaScriptEnabled !== false) expect.soft(await faults(page), stop).toEqual([]);
}
