import { expect, test } from "../support/fixtures.ts";
import { CLINICAL, expectNothingClinical } from "../support/labs.ts";
import { ANITA } from "../support/people.ts";
import { launchOptions } from "../playwright.config.ts";

/** How long a report stays open, and a little more. */
const OPEN_MS = 5 * 60_000 + 2_000;

// Browsers put pages away whole and show them again at "back". Playwright turns that off, which would hide a leak.
test.use({ launchOptions: { ...launchOptions, ignoreDefaultArgs: ["--disable-back-forward-cache"] } });

test.describe("without scripts", () => {
  test.skip(({ javaScriptEnabled }) => javaScriptEnabled !== false, "with scripts a page that is shown again asks anew");
  test.setTimeout(OPEN_MS + 60_000);

  // A page that was put away does not count: nothing in it would have told that its time was over.
  test("a report that was left is not shown again once its five minutes are over", async ({ page, openReport }) => {
    const address = await openReport(page, ANITA);
    await expect(page.locator(CLINICAL).first()).toBeVisible();
    await page.getByRole("link", { name: "Home" }).click();
    await expect(page).toHaveURL("/home");
    const left = Date.now();
    // Somebody who does something elsewhere stays signed in.
    const elsewhere = await page.context().newPage();
    for (let minutes = 1; Date.now() - left < OPEN_MS; minutes += 1) {
      await expect.poll(() => Date.now() - left, { timeout: 70_000 }).toBeGreaterThan(Math.min(minutes * 60_000, OPEN_MS));
      await elsewhere.goto("/labs");
    }
    await page.goBack({ waitUntil: "commit" });
    await expect(page.locator("main h1")).toBeVisible();
    await expect(page).toHaveURL(address);
    await expectNothingClinical(page);
    await page.goForward({ waitUntil: "commit" });
    await expectNothingClinical(page);
  });
});
