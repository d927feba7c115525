import { expect, type Page } from "@playwright/test";
import type { Paper, Pharmacist } from "./demo.ts";
import type { Portal } from "./portal.ts";
import type { Sandbox } from "./sandbox.ts";
import { turn } from "./turn.ts";

/** A pharmacist of the demo, by their login. */
export function pharmacist(portal: Portal, login: string): Pharmacist {
  const found = portal.pharmacists.find(({ identifier }) => identifier === login);
  if (!found) throw new Error(`The demo's pharmacies have no ${login}.`);
  return found;
}

/** A patient's prescription that can be handed over by, with so many medicines. */
export function paper(portal: Portal, patient: string, medicines: number): Paper {
  const own = portal.prescriptions.filter((each) => each.patient === patient && each.current);
  const found = own.find((each) => each.medicines === medicines);
  if (!found) throw new Error(`${patient} has no prescription of ${medicines} medicines.`);
  return found;
}

/** Signs somebody in at their pharmacy. */
export async function signInAtCounter(page: Page, sandbox: Sandbox, who: Pharmacist): Promise<void> {
  const asked = Date.now();
  await page.goto("/pharmacy");
  await expect(page).toHaveURL("/pharmacy/sign-in");
  await page.locator("#identifier").fill(who.identifier);
  await page.locator("#password").fill(who.password);
  await turn(page, () => page.locator("#password").press("Enter"));
  await expect(page).toHaveURL("/pharmacy/sign-in/code");
  await page.locator("#code").fill(await sandbox.lastCode(who.phone, asked));
  await turn(page, () => page.locator("#code").press("Enter"));
  await expect(page).toHaveURL("/pharmacy");
}

/** Looks a number up as a scanner does: it types, and presses Enter. */
export async function scan(page: Page, number: string): Promise<void> {
  await expect(page.locator("#number")).toBeFocused();
  await page.keyboard.type(number.replaceAll("-", ""));
  await turn(page, () => page.keyboard.press("Enter"));
  await expect(page).toHaveURL(/\/pharmacy\/[0-9a-f-]{36}$/);
}

/** Looks a number up and types the code that its patient gets. */
export async function letIn(page: Page, sandbox: Sandbox, number: string, phone: string): Promise<void> {
  const asked = Date.now();
  await scan(page, number);
  const code = await sandbox.lastCode(phone, asked);
  await expect(page.locator("#code")).toBeFocused();
  await page.keyboard.type(code);
  await turn(page, () => page.keyboard.press("Enter"));
  await expect(page.locator("form[action$='/dispense'] :focus"), "Enter hands over").toHaveCount(1);
}
