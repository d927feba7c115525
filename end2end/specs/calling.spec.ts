import type { Page } from "@playwright/test";
import { expect, test } from "../support/fixtures.ts";
import { askForCode } from "../support/labs.ts";
import { ANITA, IMRAN, KAMLA } from "../support/people.ts";
import { codeSaid } from "../support/sandbox.ts";
import { answer, begin } from "../support/signIn.ts";

const progress = (page: Page) => page.locator(".progress");
const callMe = (page: Page) => page.locator("form[action$='/call'] button");

/** What the line says once the page was fetched anew, where it does not change by itself. */
async function expectProgress(page: Page, says: string | RegExp, reloads: boolean): Promise<void> {
  await expect(async () => {
    if (reloads) await page.reload();
    await expect(progress(page)).toHaveText(says, { timeout: reloads ? 500 : 8_000 });
  }).toPass();
}

test("the page says where the message is", async ({ page, person, sandbox, javaScriptEnabled }) => {
  const anita = person(ANITA);
  const reloads = javaScriptEnabled === false;
  // Later than the slowest page, and sooner than the call that follows a text that does not arrive.
  await sandbox.operate({ sms: { delay: 12 } });
  await begin(page, anita.identifier, anita.password);
  await expect(progress(page)).toHaveText("The message is on its way.");
  await expectProgress(page, "The message is on your phone.", reloads);
  await expect(progress(page)).toHaveAttribute("data-state", "delivered");
});

test("who wants to be called is called at once, though the text arrived", async ({ page, person, sandbox, javaScriptEnabled }) => {
  const anita = person(ANITA);
  const asked = Date.now();
  await begin(page, anita.identifier, anita.password);
  const code = await sandbox.lastCode(anita.phone, asked);
  await page.locator("#code").fill("12");
  await expect(callMe(page)).toHaveText("Call me instead");
  const pressed = Date.now();
  await callMe(page).click();
  await expect(page.getByRole("status").filter({ hasText: "We are calling you now." })).toBeVisible();
  await expect(page).toHaveURL("/sign-in/code");
  if (javaScriptEnabled !== false) {
    await expect(page.locator("#code"), "what was typed is still there").toHaveValue("12");
    await expect(callMe(page)).toHaveAttribute("aria-disabled", "true");
  }
  // An earlier message of hers may be followed by a call as well: this is the one that says the same digits.
  const call = await sandbox.lastCall(anita.phone, pressed, code);
  await expectProgress(page, "We are calling you. Please pick up.", javaScriptEnabled === false);
  await page.request.post(`/sandbox/calls/${call.id}`, { form: { pick: "answer" } });
  await expectProgress(page, "We have called you.", javaScriptEnabled === false);
  await answer(page, code);
  await expect(page).toHaveURL("/home");
});

test("a report's code can be called for too", async ({ page, person, sandbox, signIn }) => {
  const imran = person(IMRAN);
  await signIn(page, imran);
  await page.goto("/labs");
  await page.locator("a.report-sealed").first().click();
  await askForCode(page, sandbox, imran.phone);
  await expect(progress(page)).toBeVisible();
  const pressed = Date.now();
  await callMe(page).click();
  const call = await sandbox.lastCall(imran.phone, pressed);
  expect(call.text).toContain("open a report");
  await answer(page, codeSaid(call.text) ?? "");
  await expect(page.locator("table.results")).toBeVisible();
});

test.describe("in Hindi", () => {
  test.use({ locale: "hi-IN" });

  test("an elder asks for a call, hears Hindi, and is in", async ({ page, person, sandbox }) => {
    const kamla = person(KAMLA);
    await begin(page, kamla.identifier, kamla.password);
    await expect(progress(page)).toHaveText(/^मैसेज /);
    const pressed = Date.now();
    await page.getByRole("button", { name: "मैसेज नहीं, फ़ोन करें" }).click();
    const call = await sandbox.lastCall(kamla.phone, pressed);
    expect(call.text).toMatch(/[\u0900-\u097f]{3}/);
    await answer(page, codeSaid(call.text) ?? "");
    await expect(page.locator("h1")).toHaveText(/^नमस्ते/);
  });
});

test.describe("the line", () => {
  test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, "without scripts nobody asks");

  test("is asked for every few seconds, more seldom in time, and not while nobody looks", async ({ page, person }) => {
    const anita = person(ANITA);
    await page.clock.install();
    let asked = 0;
    const json = { state: "underway", says: "The message is on its way.", until: null };
    await page.route("/sign-in/code/progress", (route) => {
      asked += 1;
      return route.fulfill({ json });
    });
    await begin(page, anita.identifier, anita.password);
    await expect(progress(page)).toBeVisible();
    await page.waitForLoadState("networkidle");
    await page.clock.runFor(9_000);
    await expect.poll(() => asked).toBeGreaterThanOrEqual(3);
    expect(asked).toBeLessThanOrEqual(5);
    await page.evaluate(() => Object.defineProperty(document, "hidden", { value: true, configurable: true }));
    await page.clock.runFor(2_500);
    const hidden = asked;
    await page.clock.runFor(20_000);
    expect(asked - hidden, "nobody looks").toBe(0);
    await page.evaluate(() => {
      Object.defineProperty(document, "hidden", { value: false });
      document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    });
    await expect.poll(() => asked).toBeGreaterThan(hidden);
  });

  test("ends with the code", async ({ page, person }) => {
    const anita = person(ANITA);
    await page.clock.install();
    let asked = 0;
    await page.route("/sign-in/code/progress", (route) => {
      asked += 1;
      return route.fulfill({ json: { state: "over", says: "This code has ended.", until: null } });
    });
    await begin(page, anita.identifier, anita.password);
    await page.waitForLoadState("networkidle");
    await page.clock.runFor(3_000);
    await expect(progress(page)).toHaveText("This code has ended.");
    await page.clock.runFor(20_000);
    expect(asked).toBe(1);
  });
});
