import { expect, type Page } from "@playwright/test";
import { faults } from "./faults.ts";
import { misfitsOnScreens } from "./layout.ts";

/**
 * Looks at the page on every screen, and on a small phone in dark and in light: everything fits, and no rule of accessibility is
 * broken. Goes on if one is.
 */
export async function expectFits(page: Page, stop: string, javaScriptEnabled: boolean | undefined): Promise<void> {
  expect.soft(await misfitsOnScreens(page), stop).toEqual([]);
  // The checker is a script; the pages are the same.
  if (javaScriptEnabled === false) return;
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    expect.soft(await faults(page), `${stop}, ${colorScheme}`).toEqual([]);
  }
}
