import type { BrowserContext, Page } from "@playwright/test";
import { expect, test } from "../support/fixtures.ts";
import { ANITA, IMRAN } from "../support/people.ts";
import { signOut } from "../support/signIn.ts";

const dialog = (page: Page) => page.getByRole("dialog", { name: "Are you still there?" });

/** Lets the server say that so many seconds are left, as if they had gone by; staying is asked of it as ever. */
const leaves = (context: BrowserContext, seconds: () => number) =>
  context.route("/session/left", (route) => route.fulfill({ json: { left: seconds() } }));

/** Lets the server's next answer wait; gives what lets it go on. */
async function holdAnswers(context: BrowserContext): Promise<() => void> {
  let release: () => void = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await context.route("/session/left", async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

test.describe("without JavaScript", () => {
  test.skip(({ javaScriptEnabled }) => javaScriptEnabled === true, "is for browsers that run no scripts");

  test("the browser goes to the question by itself, two minutes before the end", async ({ page, person, signIn }) => {
    await signIn(page, person(ANITA));
    await page.goto("/labs");
    const html = await (await page.request.get("/labs")).text();
    const refresh = /<noscript><meta http-equiv="refresh" content="(\d+);url=\/session\/ending"/.exec(html);
    const after = Number(refresh?.[1]);
    expect(after).toBeGreaterThan(465);
    expect(after).toBeLessThanOrEqual(480);
  });

  test("one press stays, on the page that one was on", async ({ page, person, signIn }) => {
    await signIn(page, person(ANITA));
    await page.goto("/labs");
    await page.goto("/session/ending");
    await expect(page.locator("h1")).toHaveText("Are you still there?");
    await expect(page.locator("main")).toContainText("in 10 minutes");
    await page.getByRole("button", { name: "Stay signed in" }).click();
    await expect(page).toHaveURL("/labs");
    await expect(page.getByRole("status").first()).toHaveText("Good. You are still signed in.");
  });

  test("another press leaves", async ({ page, person, signIn }) => {
    await signIn(page, person(ANITA));
    await page.goto("/session/ending");
    await page.getByRole("button", { name: "Sign out now" }).click();
    await expect(page.locator("h1")).toHaveText("You are signed out");
  });
});

// The browser's clock is taken over before the first page, for one that runs already would see time jump.
test.describe("with JavaScript", () => {
  test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, "is done by an island");

  test("the question comes two minutes before the end, and one press stays", async ({
    page,
    context,
    person,
    signIn,
  }) => {
    await page.clock.install();
    await signIn(page, person(ANITA));
    let left = 600;
    await leaves(context, () => left);
    await page.goto("/labs");
    await page.clock.fastForward("07:30");
    await expect(dialog(page)).toBeHidden();
    left = 115;
    await page.clock.fastForward("00:35");
    await expect(dialog(page)).toBeVisible();
    await expect(dialog(page)).toContainText(/You will be signed out in 1:5\d\./);
    const stay = dialog(page).getByRole("button", { name: "Stay signed in" });
    await expect(stay).toBeFocused();
    left = 55;
    await page.clock.fastForward("01:00");
    await expect(dialog(page)).toContainText(/in 0:[45]\d\./);
    await stay.click();
    await expect(dialog(page)).toBeHidden();
    left = 600;
    await page.clock.fastForward("07:00");
    await expect(dialog(page), "staying bought ten minutes").toBeHidden();
    await expect(page).toHaveURL("/labs");
  });

  test("a page of somebody who left goes once it hears of another's stay", async ({ page, context, person, signIn }) => {
    await page.clock.install();
    const anita = person(ANITA);
    await signIn(page, anita);
    await page.goto("/settings/number");
    await page.locator("#phone").fill("+91 555 010 4242");
    const other = await context.newPage();
    await other.goto("/home");
    await signOut(other);
    await signIn(other, person(IMRAN));
    const handed: string[] = [];
    context.on("request", (request) => handed.push(new URL(request.url()).pathname));
    await page.clock.fastForward("00:40");
    await expect(page).toHaveURL("/home");
    await expect(page.locator("h1")).toContainText("Imran");
    expect(handed, "nothing of hers is handed over").not.toContain("/session/form");
    await page.goto("/settings/number");
    await expect(page.locator("#phone")).toHaveValue("");
  });

  test("Escape stays too", async ({ page, context, person, signIn }) => {
    await page.clock.install();
    await signIn(page, person(ANITA));
    await leaves(context, () => 100);
    await page.goto("/home");
    await page.clock.fastForward("08:05");
    await expect(dialog(page)).toBeVisible();
    const staying = page.waitForResponse("/session/stay");
    await page.keyboard.press("Escape");
    const { left } = (await (await staying).json()) as { left: number };
    expect(left).toBeGreaterThan(590);
    await expect(dialog(page)).toBeHidden();
  });

  test("the dialog can sign out", async ({ page, context, person, signIn }) => {
    await page.clock.install();
    await signIn(page, person(ANITA));
    await leaves(context, () => 100);
    await page.goto("/home");
    await page.clock.fastForward("08:05");
    await dialog(page).getByRole("button", { name: "Sign out now" }).click();
    await expect(page).toHaveURL(/\/signed-out/);
  });

  test("a tab asks the server first, so work in another tab spares the question", async ({
    page,
    person,
    signIn,
  }) => {
    await page.clock.install();
    await signIn(page, person(ANITA));
    await page.goto("/home");
    // For the server hardly any time has gone by: as if another tab had been busy.
    const asking = page.waitForResponse("/session/left");
    await page.clock.fastForward("08:05");
    const { left } = (await (await asking).json()) as { left: number };
    expect(left).toBeGreaterThan(580);
    await page.clock.fastForward("00:10");
    await expect(dialog(page)).toBeHidden();
    await page.clock.fastForward("07:00");
    await expect(dialog(page)).toBeHidden();
  });

  test("staying in one tab takes the question from the others", async ({ page, context, person, signIn }) => {
    await context.clock.install();
    await signIn(page, person(ANITA));
    let left = 110;
    await leaves(context, () => left);
    const other = await context.newPage();
    const both = [page, other];
    for (const tab of both) await tab.goto("/home");
    await context.clock.fastForward("08:05");
    for (const tab of both) await expect(dialog(tab)).toBeVisible();
    await dialog(page).getByRole("button", { name: "Stay signed in" }).click();
    await expect(dialog(page)).toBeHidden();
    left = 600;
    await context.clock.fastForward("00:25");
    await expect(dialog(other)).toBeHidden();
  });

  test("signing out in one tab takes the others away within half a minute", async ({ page, context, person, signIn }) => {
    await context.clock.install();
    await signIn(page, person(IMRAN));
    const other = await context.newPage();
    for (const tab of [page, other]) await tab.goto("/labs");
    await signOut(page);
    for (let seconds = 0; seconds < 30; seconds += 5) await context.clock.runFor(5_000);
    await expect(other).toHaveURL("/sign-in");
    await expect(other.locator("body")).not.toContainText("Imran");
  });

  test("a clock that is wrong by hours changes nothing", async ({ page, person, signIn }) => {
    await page.clock.install({ time: Date.now() - 5 * 3_600_000 });
    await signIn(page, person(IMRAN));
    await page.goto("/labs");
    for (let minutes = 0; minutes < 7; minutes += 1) await page.clock.runFor(60_000);
    await expect(dialog(page)).toBeHidden();
    await expect(page).toHaveURL("/labs");
  });

  test("a clock that is set meanwhile hides the page only until the server has answered", async ({
    page,
    person,
    signIn,
  }) => {
    await page.clock.install();
    await signIn(page, person(IMRAN));
    await page.goto("/labs");
    const answer = await holdAnswers(page.context());
    await page.clock.fastForward("05:00:00");
    await expect(page.locator("main")).toBeHidden();
    answer();
    await expect(page.locator("main")).toBeVisible();
    await expect(dialog(page)).toBeHidden();
    await expect(page).toHaveURL("/labs");
  });

  test("a page that is shown again asks before it shows anything", async ({ page, context, person, signIn }) => {
    await signIn(page, person(IMRAN));
    await page.goto("/labs");
    await page.waitForFunction(() => document.querySelector("leptos-island") !== null);
    const other = await context.newPage();
    await other.goto("/home");
    await signOut(other);
    const answer = await holdAnswers(context);
    await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
    await expect(page.locator("main")).toBeHidden();
    answer();
    await expect(page).toHaveURL("/sign-in");
  });

  test("a session that ended elsewhere takes the page away, and leads back after signing in", async ({
    page,
    context,
    person,
    signIn,
  }) => {
    await page.clock.install();
    const imran = person(IMRAN);
    await signIn(page, imran);
    await page.goto("/labs");
    const other = await context.newPage();
    await other.goto("/home");
    await signOut(other);
    await page.clock.fastForward("08:05");
    await expect(page).toHaveURL("/sign-in");
    await expect(page.locator("body")).not.toContainText("Imran");
    await expect(page.getByRole("status").first()).toContainText("sign in");
    await signIn(page, imran);
    await expect(page).toHaveURL("/labs");
    await expect(page.locator("a.report").first()).toBeVisible();
  });
});

test("a poll is no sign of life, and says nothing of who asks", async ({ page, person, signIn }) => {
  const before = await page.request.get("/session/left");
  expect(await before.json()).toEqual({ left: 0 });
  await signIn(page, person(ANITA));
  const answer = await page.request.get("/session/left");
  expect(Object.keys((await answer.json()) as object)).toEqual(["left", "stay"]);
  expect(answer.headers()["set-cookie"]).toBeUndefined();
});
