import { activate, addPatient, freshPhone } from "../support/desk.ts";
import { expectFits } from "../support/fits.ts";
import { expect, test } from "../support/fixtures.ts";
import { answer, begin } from "../support/signIn.ts";

const PASSWORD = "four quiet rivers";

test.setTimeout(90_000);

for (const locale of ["en-IN", "hi-IN"]) {
  test.describe(`in ${locale}`, () => {
    test.use({ locale });

    test("a patient reads who did what, takes a proof away, and says that it was not them", async ({
      page,
      portal,
      sandbox,
      elsewhere,
      javaScriptEnabled,
    }) => {
      const fits = (stop: string) => expectFits(page, stop, javaScriptEnabled);
      const phone = freshPhone();
      const number = await addPatient(portal, "Leela Nair", phone);
      await activate(page, sandbox, { number, phone, password: PASSWORD });
      const other = await elsewhere();
      const asked = Date.now();
      await begin(other, number, PASSWORD);
      await answer(other, await sandbox.lastCode(phone, asked));
      await expect(other).toHaveURL("/home");

      await page.locator("a[href='/history']").click();
      await expect(page.locator(".history-line").first()).toBeVisible();
      await fits("the history");
      const few = await page.locator(".history-line").count();
      // Whether everything fits is looked at with all that folds unfolded.
      if (!(await page.locator("#show").isVisible())) await page.locator("details.filter summary").click();
      await page.locator("#show").selectOption("all");
      await page.locator("details.filter form button").click();
      await expect(page).toHaveURL(/show=all/);
      expect(await page.locator(".history-line").count()).toBeGreaterThan(few);
      await page.goto("/history?from=31%2F2%2F2026");
      await expect(page.getByRole("alert").getByRole("link")).toHaveCount(1);
      await expect(page.locator("#from")).toHaveValue("31/2/2026");
      await fits("the history, with a fault");

      await page.goto("/history?show=sign-in");
      await page.locator(".history-line a").first().click();
      // The log is sealed every few seconds.
      const proof = page.locator("a[href$='/proof']");
      await expect(async () => {
        await page.reload();
        await expect(proof).toBeVisible({ timeout: 500 });
      }).toPass();
      await fits("a line");
      const file = await page.request.get((await proof.getAttribute("href")) ?? "");
      expect(await file.text()).toContain("c2sp.org/tlog-proof@v1");
      expect(file.headers()["content-disposition"]).toContain("attachment");

      await page.locator("a[href*='/not-me']").click();
      await fits("was this not you?");
      await page.locator("main form button").click();
      await expect(page.locator("#next-title")).toBeVisible();
      await fits("what happens now");
      // The page may be about to find out by itself.
      await expect(async () => {
        await other.goto("/home");
        expect(new URL(other.url()).pathname).toBe("/sign-in");
      }).toPass();
    });
  });
}
