import { activate, addPatient, claim, freshPhone } from "../support/desk.ts";
import { expectFits } from "../support/fits.ts";
import { expect, test } from "../support/fixtures.ts";
import { answer, begin } from "../support/signIn.ts";

const PASSWORD = "four quiet rivers";

test.setTimeout(90_000);

for (const locale of ["en-IN", "hi-IN"]) {
  test.describe(`in ${locale}`, () => {
    test.use({ locale });

    test("a patient's codes go to another number after a code to each", async ({
      page,
      portal,
      sandbox,
      elsewhere,
      javaScriptEnabled,
    }) => {
      const fits = (stop: string) => expectFits(page, stop, javaScriptEnabled);
      const [old, fresh] = [freshPhone(), freshPhone()];
      const number = await addPatient(portal, "Leela Nair", old);
      await activate(page, sandbox, { number, phone: old, password: PASSWORD });

      await page.goto("/settings");
      await page.locator("a[href='/settings/number']").click();
      await expect(page.locator("#phone")).toBeVisible();
      await fits("another number");
      await page.locator("#phone").fill("12");
      await page.locator("form[action='/settings/number'] button").click();
      await expect(page.getByRole("alert").getByRole("link")).toHaveCount(1);
      await expect(page.locator("#phone")).toHaveValue("12");
      await fits("a number that is none");
      await page.locator("#phone").fill(fresh);
      let asked = Date.now();
      await page.locator("form[action='/settings/number'] button").click();
      await answer(page, await sandbox.lastCode(old, asked));
      await expect(page).toHaveURL("/settings/number/new");
      await fits("the second number");
      asked = Date.now();
      await page.locator("form[action='/settings/number/new/ask'] button").click();
      await answer(page, await sandbox.lastCode(fresh, asked));
      await expect(page).toHaveURL("/settings");
      await fits("the settings");
      for (const phone of [old, fresh]) {
        await expect.poll(async () => (await sandbox.messages(phone)).some(({ template }) => template.startsWith("number-changed"))).toBe(true);
      }

      const other = await elsewhere();
      asked = Date.now();
      await begin(other, number, PASSWORD);
      await answer(other, await sandbox.lastCode(fresh, asked));
      await expect(other).toHaveURL("/home");
      await other.context().clearCookies();
      await other.goto("/stop-number");
      await expectFits(other, "a number is stopped", javaScriptEnabled);
      asked = Date.now();
      await claim(other, number);
      await expect(other).toHaveURL("/stop-number/code");
      await expectFits(other, "a number is stopped, code", javaScriptEnabled);
      await answer(other, await sandbox.lastCode(fresh, asked));
      await expect(other).toHaveURL("/sign-in");
    });
  });
}
