import type { Page } from "@playwright/test";
import { launchOptions } from "../playwright.config.ts";
import { CLEARED, deviceOf, lose, thisDevice } from "../support/devices.ts";
import { expect, test } from "../support/fixtures.ts";
import { expectNothingClinical } from "../support/labs.ts";
import { ANITA, IMRAN } from "../support/people.ts";
import { signOut } from "../support/signIn.ts";

// Browsers put pages away whole and show them again at "back". Playwright turns that off, which would hide a leak.
test.use({ launchOptions: { ...launchOptions, ignoreDefaultArgs: ["--disable-back-forward-cache"] } });

/** The cookies that a browser has for the portal. */
const cookies = async (page: Page) => (await page.context().cookies()).map(({ name }) => name);

test("devices are listed, and another one is signed out", async ({ page, person, signIn, elsewhere }) => {
  const other = await elsewhere();
  await signIn(other, person(IMRAN));
  const device = await deviceOf(other);
  await signIn(page, person(IMRAN));
  await page.goto("/home");
  await page.getByRole("link", { name: "Your devices" }).click();
  await expect(page.locator("h1")).toHaveText("Your devices");
  await expect(thisDevice(page)).toHaveCount(1);
  await expect(thisDevice(page).locator("h2")).toHaveText("Chrome on Linux");
  await page.locator(`form[action='${device}/end'] button`).click();
  await expect(page.getByRole("status").first()).toHaveText("That device is signed out.");
  await other.goto("/home");
  await expect(other).toHaveURL("/sign-in");
  await page.goto("/home");
  await expect(page).toHaveURL("/home");
});

test("a browser is known again after signing out", async ({ page, person, signIn }) => {
  await signIn(page, person(IMRAN));
  const device = await deviceOf(page);
  await page.goto("/home");
  await signOut(page);
  expect((await cookies(page)).sort()).toEqual(["medseal-device", "medseal-wanted"]);
  await signIn(page, person(IMRAN));
  expect(await deviceOf(page)).toBe(device);
});

test("a lost browser forgets everything with its next request", async ({ page, person, signIn, elsewhere, openReport }) => {
  const lost = await elsewhere();
  const report = await openReport(lost, ANITA);
  const device = await deviceOf(lost);
  await signIn(page, person(ANITA));
  await lose(page, device);
  await expect(page.locator("main")).toContainText("Nobody has opened our pages on it since then.");
  await lost.goto(report);
  await expect(lost.locator("h1")).toHaveText(CLEARED);
  await expect(lost.locator("body")).not.toContainText("Anita");
  expect(await cookies(lost)).toEqual([]);
  await lost.goBack({ waitUntil: "commit" });
  await expect(lost.locator("h1").first()).toBeVisible();
  await expect(lost.locator("body")).not.toContainText("Anita");
  await expectNothingClinical(lost);
  await page.reload();
  await expect(page.locator("main")).toContainText(", and it was cleared on");
  await lost.goto("/home");
  await expect(lost).toHaveURL("/sign-in");
});

test("the device one is on can be cleared", async ({ page, person, signIn }) => {
  await signIn(page, person(IMRAN));
  await page.goto("/security");
  await thisDevice(page).getByRole("link", { name: "Clear this device" }).click();
  await expect(page.locator("h1")).toHaveText("Clear this device?");
  await page.getByRole("button", { name: "Yes, clear it" }).click();
  await expect(page.locator("h1")).toHaveText(CLEARED);
  expect(await cookies(page)).toEqual([]);
  await page.goto("/home");
  await expect(page).toHaveURL("/sign-in");
});

test.describe("with JavaScript", () => {
  test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, "is done by an island");

  test("an open page is taken away within half a minute", async ({ page, person, signIn, elsewhere, openReport }) => {
    const lost = await elsewhere();
    await lost.clock.install();
    const report = await openReport(lost, ANITA);
    await lost.evaluate(() => localStorage.setItem("left", "behind"));
    const device = await deviceOf(lost);
    await signIn(page, person(ANITA));
    await lose(page, device);
    await expect(lost, "it was not told yet").toHaveURL(report);
    for (let seconds = 0; seconds < 30; seconds += 5) await lost.clock.runFor(5_000);
    await expect(lost).toHaveURL(/\/cleared\?in=en$/);
    await expect(lost.locator("h1")).toHaveText(CLEARED);
    await expect(lost.locator("body")).not.toContainText("Anita");
    expect(await cookies(lost)).toEqual([]);
    expect(await lost.evaluate(() => localStorage.length)).toBe(0);
    await lost.goBack({ waitUntil: "commit" });
    await expect(lost.locator("h1").first()).toBeVisible();
    await expect(lost.locator("body")).not.toContainText("Anita");
    await expectNothingClinical(lost);
  });
});
