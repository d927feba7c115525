import { expect, type Page } from "@playwright/test";
import type { Person } from "./demo.ts";
import type { Sandbox } from "./sandbox.ts";

/** Walks a person from `/sign-in` through password and texted code, until they are past both. */
export async function signIn(page: Page, sandbox: Sandbox, person: Person): Promise<void> {
  const asked = Date.now();
  await page.goto("/sign-in");
  await page.locator("input[name=identifier]").fill(person.identifier);
  await page.locator("input[name=password]").fill(person.password);
  await page.locator("input[name=password]").press("Enter");
  await expect(page).toHaveURL(/\/sign-in\/code/);
  await page.locator("input[name=code]").fill(await sandbox.lastCode(person.phone, asked));
  await page.locator("input[name=code]").press("Enter");
  await expect(page).not.toHaveURL(/\/sign-in/);
}
