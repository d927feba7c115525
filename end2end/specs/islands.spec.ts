import type { Page } from "@playwright/test";
import { expect, test } from "../support/fixtures.ts";
import { expectNothingClinical } from "../support/labs.ts";
import { ANITA } from "../support/people.ts";
import { begin } from "../support/signIn.ts";

test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, "islands are scripts");

const again = (page: Page) => page.locator("form[action$='/resend'] button");
const said = (page: Page) => page.locator("form[action$='/resend'] ~ [role=status]");

test.beforeEach(({ page }) => page.clock.install());

test("the code's time runs down beside the text that stays, and the page says when it is over", async ({
  page,
  person,
}) => {
  const anita = person(ANITA);
  await begin(page, anita.identifier, anita.password);
  const count = page.locator(".works .countdown");
  await expect(count).toHaveText(/^0:5\d left$/);
  await expect(page.locator(".works")).toContainText(/works until \d+:\d\d\s[ap]m/);
  await page.clock.fastForward("00:30");
  await expect(count).toHaveText(/^0:[12]\d left$/);
  await expect(page.locator(".works [role=status]")).toHaveText(/^\d+ seconds left\.$/);
  // The server's minute is not over yet, so what it will say then is said for it.
  const body = "<h1>This code has ended</h1>";
  await page.route("/sign-in/code", (route) => route.fulfill({ contentType: "text/html", body }));
  await page.clock.fastForward("00:30");
  await expect(page.locator("h1")).toHaveText("This code has ended");
  await expect(page).toHaveURL("/sign-in/code");
});

test("asking again waits visibly, asks without leaving the page, and says so", async ({ page, person }) => {
  const anita = person(ANITA);
  const asked: string[] = [];
  await page.route("/sign-in/resend", (route, request) => {
    asked.push(request.postData() ?? "");
    const until = Date.now() + 58_000;
    return route.fulfill({ json: { again_in: 30, call_in: 30, until, message: "We have sent the code again." } });
  });
  await begin(page, anita.identifier, anita.password);
  await page.evaluate(() => Object.assign(window, { stayed: true }));
  await expect(again(page)).toHaveAttribute("aria-disabled", "true");
  await expect(again(page)).toHaveText(/^You can ask again in 0:(30|2\d)$/);
  await again(page).click({ force: true });
  expect(asked, "a button that waits does nothing").toEqual([]);
  await page.clock.fastForward("00:30");
  await expect(again(page)).toHaveText("Send the code again");
  await page.locator("#code").fill("12");
  await again(page).click();
  await expect(said(page)).toHaveText("We have sent the code again.");
  await expect(again(page)).toHaveAttribute("aria-disabled", "true");
  const challenge = await page.locator("form input[name=challenge]").first().inputValue();
  expect(asked).toEqual([`challenge=${challenge}`]);
  await expect(page.locator("#code"), "what was typed is still there").toHaveValue("12");
  expect(await page.evaluate(() => "stayed" in window)).toBe(true);
});

test.describe("where the server refuses", () => {
  test.use({ refusals: ["/sign-in/resend"] });

  test("whatever goes wrong, asking again is a plain form", async ({ page, person }) => {
    const anita = person(ANITA);
    await begin(page, anita.identifier, anita.password);
    await expect(again(page)).toHaveAttribute("aria-disabled", "true");
    // Half a minute goes by for the browser alone, so the server refuses.
    await page.clock.fastForward("00:30");
    await again(page).click();
    await expect(page.getByRole("alert")).toContainText("Please wait for the message.");
    await expect(page).toHaveURL("/sign-in/code");
  });
});

test("an open report leaves the screen by itself when its time is over", async ({ page, context, openReport }) => {
  const address = await openReport(page, ANITA);
  const count = page.locator(".clock .countdown");
  await expect(count).toHaveText(/^[45]:\d\d left$/);
  await page.clock.fastForward("04:05");
  await expect(count).toHaveText(/^0:[45]\d left$/);
  await expect(page.locator(".clock [role=status]")).toHaveText(/^This will seal itself in \d+ seconds\.$/);
  await expect(page.locator("table.results")).toBeVisible();
  // For the server hardly any time has gone by, so somebody else has to seal it meanwhile.
  const other = await context.newPage();
  await other.goto(address);
  await other.locator(".clock button").click();
  await expect(other.getByRole("status").first()).toHaveText("Your report is sealed again.");
  await page.clock.fastForward("00:55");
  await expect(page.locator("main form[action$='/ask']")).toBeVisible();
  await expect(page.getByRole("status").first()).toHaveText("The time is over, so your report is sealed again.");
  await expectNothingClinical(page);
});
