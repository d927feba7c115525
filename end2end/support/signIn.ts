import { expect, type Page } from "@playwright/test";
import type { Person } from "./demo.ts";
import type { Sandbox } from "./sandbox.ts";
import { follow, turn } from "./turn.ts";

/** Tells the sign-in page who it is; the page that follows is there then, and the caller's to check. */
export async function begin(page: Page, identifier: string, password: string): Promise<void> {
  await page.goto("/sign-in");
  await page.locator("#identifier").fill(identifier);
  await page.locator("#password").fill(password);
  await follow(page.locator("main form button"));
}

/** Types a code into the page that asks for one, sends it, and waits for the page that follows. */
export async function answer(page: Page, code: string): Promise<void> {
  await page.locator("#code").fill(code);
  await turn(page, () => page.locator("#code").press("Enter"));
}

/** Makes the post of a form without its page, and gives the address that it leads to. */
async function post(page: Page, portal: string, path: string, form: Record<string, string>): Promise<string> {
  const answer = await page.request.post(path, { form, headers: { origin: portal }, maxRedirects: 0 });
  expect(answer.status(), path).toBe(303);
  return answer.headers()["location"] ?? "";
}

/** The challenge that the page at `path` asks to answer. */
async function challengeAt(page: Page, path: string): Promise<string> {
  const html = await (await page.request.get(path)).text();
  return /name="challenge" value="([^"]+)"/.exec(html)?.[1] ?? "";
}

/**
 * Signs a person in and shows the page that follows. The same posts as the forms', without their pages: those have specs
 * of their own, and every other spec is quicker without them.
 */
export async function signIn(page: Page, sandbox: Sandbox, person: Person, portal: string): Promise<void> {
  const asked = Date.now();
  const { identifier, password } = person;
  const next = await post(page, portal, "/sign-in", { identifier, password });
  const challenge = await challengeAt(page, next);
  const code = await sandbox.lastCode(person.phone, asked);
  await page.goto(await post(page, portal, next, { challenge, code }));
  await expect(page).not.toHaveURL(/\/sign-in/);
}

/** Lets wrong tries end a code of somebody unknown, whose page is then still to be seen. */
export async function spendTries(page: Page, portal: string, identifier: string): Promise<void> {
  const next = await post(page, portal, "/sign-in", { identifier, password: "a password of nobody's" });
  const challenge = await challengeAt(page, next);
  for (let tries = 0; tries < 5; tries += 1) await post(page, portal, next, { challenge, code: "123456" });
}

/** Leaves by the button that every page has. */
export async function signOut(page: Page): Promise<void> {
  await follow(page.locator("nav form[action='/sign-out'] button"));
  await expect(page).toHaveURL(/\/signed-out/);
}

/** A six-digit code that is not the one given. */
export function wrong(code: string): string {
  return code === "000000" ? "000001" : "000000";
}
