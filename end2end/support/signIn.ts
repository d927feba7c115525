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

/**
 * Signs a person in and shows the page that follows. The same posts as the forms', without their pages: those have specs
 * of their own, and every other spec is quicker without them.
 */
export async function signIn(page: Page, sandbox: Sandbox, person: Person, portal: string): Promise<void> {
  const post = async (path: string, form: Record<string, string>) => {
    const answer = await page.request.post(path, { form, headers: { origin: portal }, maxRedirects: 0 });
    expect(answer.status(), path).toBe(303);
    return answer.headers()["location"] ?? "";
  };
  const asked = Date.now();
  const next = await post("/sign-in", { identifier: person.identifier, password: person.password });
  const html = await (await page.request.get(next)).text();
  const challenge = /name="challenge" value="([^"]+)"/.exec(html)?.[1] ?? "";
  const home = await post(next, { challenge, code: await sandbox.lastCode(person.phone, asked) });
  await page.goto(home);
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
