import { expect, test } from "../support/fixtures.ts";
import { CLINICAL, expectNothingClinical } from "../support/labs.ts";
import { ANITA, IMRAN } from "../support/people.ts";
import { signOut } from "../support/signIn.ts";
import { launchOptions } from "../playwright.config.ts";

// Browsers put pages away whole and show them again at "back". Playwright turns that off, which would hide a leak.
test.use({ launchOptions: { ...launchOptions, ignoreDefaultArgs: ["--disable-back-forward-cache"] } });

test("a report that was sealed by hand stays sealed, whatever way leads back to it", async ({ page, context, openReport }) => {
  const address = await openReport(page, ANITA);
  await expect(page.locator(CLINICAL).first()).toBeVisible();
  const aside = await context.newPage();
  await aside.goto(address);
  await aside.getByRole("link", { name: "Home" }).click();
  await expect(aside).toHaveURL("/home");

  await page.locator(".clock button").click();
  await expect(page.getByRole("status").first()).toHaveText("Your report is sealed again.");
  await expectNothingClinical(page);
  for (const tab of [page, aside]) {
    await tab.goBack({ waitUntil: "commit" });
    await expect(tab.locator("main h1")).toBeVisible();
    await expectNothingClinical(tab);
  }
  await page.goForward({ waitUntil: "commit" });
  await expectNothingClinical(page);
  await page.goto(address);
  await expect(page.locator("main form[action$='/ask']")).toBeVisible();
});

test("an open report that was left is asked for anew, and is gone once its session was ended from elsewhere", async ({
  page,
  elsewhere,
  person,
  signIn,
  openReport,
}) => {
  const address = await openReport(page, ANITA);
  const leave = async () => {
    await page.getByRole("link", { name: "Home" }).click();
    await expect(page).toHaveURL("/home");
  };
  await leave();
  const asked = page.waitForRequest((request) => new URL(request.url()).pathname === address);
  await page.goBack({ waitUntil: "commit" });
  await asked;
  await expect(page.locator(CLINICAL).first()).toBeVisible();
  await leave();
  const other = await elsewhere();
  await signIn(other, person(ANITA));
  await other.goto("/security");
  await other.getByRole("button", { name: "Sign out everywhere but here" }).click();
  await expect(other.getByRole("status").first()).toContainText("signed out everywhere");
  await page.goBack({ waitUntil: "commit" });
  await expect(page.locator("main h1")).toBeVisible();
  await expectNothingClinical(page);
  await expect(page.locator("body")).not.toContainText("Anita");
});

test("nothing of a person is left in the browser after signing out", async ({ page, openReport }) => {
  const address = await openReport(page, ANITA);
  await signOut(page);
  for (let steps = 0; steps < 3; steps += 1) {
    await page.goBack({ waitUntil: "commit" });
    await expect(page.locator("main h1")).toBeVisible();
    await expectNothingClinical(page);
    await expect(page.locator("body")).not.toContainText("Anita");
  }
  await page.goto(address);
  await expect(page).toHaveURL("/sign-in");
});

test("a report is open in one session alone", async ({ page, elsewhere, person, signIn, openReport }) => {
  const address = await openReport(page, ANITA);
  const other = await elsewhere();
  await signIn(other, person(ANITA));
  await other.goto("/labs");
  await expect(other.locator("a.report-open")).toHaveCount(0);
  await other.goto(address);
  await expect(other.locator("main form[action$='/ask']")).toBeVisible();
  await expectNothingClinical(other);
  await page.reload();
  await expect(page.locator("table.results")).toBeVisible();
});

test("somebody else's report is one that does not exist", async ({ page, elsewhere, person, signIn }) => {
  await signIn(page, person(ANITA));
  await page.goto("/labs");
  const address = (await page.locator("a.report-sealed").first().getAttribute("href")) ?? "";
  const other = await elsewhere();
  await signIn(other, person(IMRAN));
  const said: string[] = [];
  for (const path of [address, `${address}/code`, address.replace(/.{4}$/, "0000"), "/labs/nonsense"]) {
    const answer = await other.goto(path);
    expect(answer?.status(), path).toBe(404);
    said.push(await other.locator("main").innerText());
  }
  expect(new Set(said).size).toBe(1);
});
