import type { Page } from "@playwright/test";
import { expect, test } from "../support/fixtures.ts";
import { askForCode } from "../support/labs.ts";
import { ANITA } from "../support/people.ts";
import { begin, wrong } from "../support/signIn.ts";

test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, "the browser reads no messages for a page without scripts");

interface Asked {
  readonly transport: unknown;
  aborted: boolean;
  readonly give: (code: string) => void;
}

type Stubbed = Window & { asked: Asked[] };

/** Puts a browser's hands over the messages: what it is asked for is written down, and a test gives the answer. */
async function stub(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const asked: Asked[] = [];
    Object.assign(window, { asked, OTPCredential: class {} });
    navigator.credentials.get = async (options) =>
      new Promise((resolve, reject) => {
        const { otp, signal } = options as { otp: { transport: unknown }; signal: AbortSignal };
        const give = (code: string) => resolve({ id: "", type: "otp", code } as unknown as Credential);
        const one = { transport: otp.transport, aborted: false, give };
        asked.push(one);
        signal.addEventListener("abort", () => {
          one.aborted = true;
          reject(new DOMException("aborted", "AbortError"));
        });
      });
  });
}

const asked = async (page: Page) =>
  page.evaluate(() => (window as unknown as Stubbed).asked.map(({ transport, aborted }) => ({ transport, aborted })));

test("one tap on the browser's offer fills in the code and signs in", async ({ page, person, sandbox }) => {
  const anita = person(ANITA);
  await stub(page);
  const since = Date.now();
  await begin(page, anita.identifier, anita.password);
  const code = await sandbox.lastCode(anita.phone, since);
  await expect.poll(async () => asked(page)).toEqual([{ transport: ["sms"], aborted: false }]);
  await expect(page.locator("#code")).toHaveAttribute("autocomplete", "one-time-code");
  await page.evaluate((given) => (window as unknown as Stubbed).asked[0]?.give(given), code);
  await expect(page).toHaveURL("/home");
});

test("and opens a report", async ({ page, person, sandbox, signIn }) => {
  const anita = person(ANITA);
  await signIn(page, anita);
  await page.goto("/labs");
  await page.locator("a.report-sealed").first().click();
  await stub(page);
  const code = await askForCode(page, sandbox, anita.phone);
  await expect.poll(async () => asked(page)).toHaveLength(1);
  await page.evaluate((given) => (window as unknown as Stubbed).asked[0]?.give(given), code);
  await expect(page.locator("table.results")).toBeVisible();
});

test("who types instead is not disturbed", async ({ page, person, sandbox }) => {
  const anita = person(ANITA);
  await stub(page);
  const since = Date.now();
  await begin(page, anita.identifier, anita.password);
  const code = await sandbox.lastCode(anita.phone, since);
  await expect.poll(async () => asked(page)).toHaveLength(1);
  // An answer without a page keeps the browser on this one, where one can see that it is told to stop.
  await page.route("/sign-in/code", (route) => route.fulfill({ status: 204 }));
  await page.locator("#code").fill(wrong(code));
  await page.locator("#code").press("Enter");
  await expect.poll(async () => asked(page)).toEqual([{ transport: ["sms"], aborted: true }]);
});

test("a browser that cannot is asked nothing", async ({ page, person }) => {
  const anita = person(ANITA);
  await stub(page);
  await page.addInitScript(() => Reflect.deleteProperty(window, "OTPCredential"));
  await begin(page, anita.identifier, anita.password);
  await page.waitForLoadState("networkidle");
  await expect(page.locator(".countdown")).toHaveText(/left$/);
  expect(await asked(page)).toEqual([]);
  await expect(page.locator("#code")).toHaveAttribute("autocomplete", "one-time-code");
});
