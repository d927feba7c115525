import { expect, type Locator, type Page } from "@playwright/test";
import type { Sandbox } from "./sandbox.ts";
import { answer } from "./signIn.ts";
import { follow } from "./turn.ts";

/** The date of Anita's report that has the laboratory's own paper. */
export const WITH_PAPER = "22 November 2024";

/** The report of a date, as the list of reports words it; the first of several. */
export function reportOf(page: Page, date: string): Locator {
  return page.locator("a.report").filter({ hasText: date });
}

/** Asks for the code of the sealed report on the page, without answering it; gives the code. */
export async function askForCode(page: Page, sandbox: Sandbox, phone: string): Promise<string> {
  const asked = Date.now();
  await follow(page.locator("main form[action$='/ask'] button"));
  await expect(page).toHaveURL(/\/labs\/[^/]+\/code$/);
  return sandbox.lastCode(phone, asked);
}

/** Opens the report behind a link of the list with a fresh code; gives its address. */
export async function unseal(page: Page, sandbox: Sandbox, phone: string, link: Locator): Promise<string> {
  await follow(link);
  await expect(page.locator("main form[action$='/ask']")).toBeVisible();
  const address = new URL(page.url()).pathname;
  await answer(page, await askForCode(page, sandbox, phone));
  await expect(page).toHaveURL(address);
  await expect(page.locator(".clock")).toBeVisible();
  return address;
}

/** What only an open report has: nothing of it may be on a page that is sealed. */
export const CLINICAL = "table, .value, svg.range, .flag, figure, .facts, a[href*='/documents/']";

/** Fails if a page shows anything that only an open report may show. */
export async function expectNothingClinical(page: Page): Promise<void> {
  await expect(page.locator(CLINICAL)).toHaveCount(0);
}
