import { expect, type Page } from "@playwright/test";
import type { Person } from "./demo.ts";
import type { Sandbox } from "./sandbox.ts";

/** Tells the sign-in page who it is; the page that follows is the caller's to check. */
export async function begin(page: Page, identifier: string, password: string): Promise<void> {
  await page.goto("/sign-in");
  await page.locator("#identifier").fill(identifier);
  await page.locator("#password").fill(password);
  await page.locator("main form button").click();
}

/** Types a code into the page that asks for one, and sends it. */
export async function answer(page: Page, code: string): Promise<void> {
  await page.locator("#code").fill(code);
  await page.locator("#code").press("Enter");
}

/** Walks a person from `/sign-in` through password and texted code, until they are past both. */
export async function signIn(page: Page, sandbox: Sandbox, person: Person): Promise<void> {
  const asked = Date.now();
  await begin(page, person.identifier, person.password);
  await expect(page).toHaveURL(/\/sign-in\/code$/);
  await answer(page, await sandbox.lastCode(person.phone, asked));
  await expect(page).not.toHaveURL(/\/sign-in/);
}

/** Leaves by the button that every page has. */
export async function signOut(page: Page): Promise<void> {
  await page.locator("nav form[action='/sign-out'] button").click();
  await expect(page).toHaveURL(/\/signed-out/);
}

/** A six-digit code that is not the one given. */
export function wrong(code: string): string {
  return code === "000000" ? "000001" : "000000";
}
