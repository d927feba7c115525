import { expectFits } from "../support/fits.ts";
import { expect, test } from "../support/fixtures.ts";
import { GOPAL, GOPALS_PIN, LALITA } from "../support/people.ts";
import { answer, begin } from "../support/signIn.ts";
import { follow } from "../support/turn.ts";

test.setTimeout(90_000);

for (const locale of ["en-IN", "hi-IN"]) {
  test.describe(`in ${locale}`, () => {
    test.use({ locale });

    test("a PIN is asked for after the code", async ({ page, person, sandbox, javaScriptEnabled }) => {
      const gopal = person(GOPAL);
      const asked = Date.now();
      await begin(page, gopal.identifier, gopal.password);
      await answer(page, await sandbox.lastCode(gopal.phone, asked));
      await expect(page).toHaveURL("/sign-in/pin");
      await expect(page.locator("html")).toHaveAttribute("lang", locale.slice(0, 2));
      await expect(page.locator("nav"), "nobody is signed in yet").toHaveCount(0);
      const pin = page.locator("#pin");
      await expect(pin).toHaveAttribute("type", "password");
      await expect(pin).toHaveAttribute("inputmode", "numeric");
      await expectFits(page, "PIN", javaScriptEnabled);
      await pin.fill("9999");
      await pin.press("Enter");
      await expect(page).toHaveURL("/sign-in/pin");
      await expect(page.getByRole("alert").getByRole("link")).toHaveCount(1);
      await expect(pin).toHaveValue("");
      await expectFits(page, "PIN, wrong", javaScriptEnabled);
      await pin.fill(GOPALS_PIN);
      await page.locator("main form button").click();
      await expect(page).toHaveURL("/home");
    });

    test("a grandmother acts for a child, by codes to her own phone, and goes back", async ({
      page,
      person,
      sandbox,
      signIn,
      javaScriptEnabled,
    }) => {
      const lalita = person(LALITA);
      await signIn(page, lalita);
      await expect(page.locator("main a[href='/settings#pin']"), "advice to set a PIN").toBeVisible();
      await expect(page.locator("html")).toHaveAttribute("lang", locale.slice(0, 2));
      await page.locator("main a[href='/family']").click();
      await expectFits(page, "family", javaScriptEnabled);
      await page.locator("form[action='/family/act'] button").click();
      await expect(page).toHaveURL("/home");
      const banner = page.locator(".acting");
      await expect(banner).toContainText("Tara");
      await expectFits(page, "home, acting", javaScriptEnabled);
      await page.goto("/settings");
      await expect(page, "settings are the child's own").toHaveURL("/family");
      await expectFits(page, "refused", javaScriptEnabled);

      await page.goto("/labs");
      await page.locator("a.report-sealed").first().click();
      const asked = Date.now();
      await page.locator("form[action$='/ask'] button").click();
      await expect(banner).toContainText("Tara");
      await answer(page, await sandbox.lastCode(lalita.phone, asked));
      await expect(page.locator("main")).toContainText("Haemoglobin");
      const report = page.url();
      await expectFits(page, "report, acting", javaScriptEnabled);

      await banner.getByRole("button").click();
      await expect(page).toHaveURL("/family");
      await expect(banner).toHaveCount(0);
      const gone = await page.request.get(report);
      expect(gone.status(), "the report is the child's").toBe(404);
    });

    test("a PIN is set, changed and taken away", async ({ page, person, sandbox, signIn, javaScriptEnabled }) => {
      const fits = (stop: string) => expectFits(page, stop, javaScriptEnabled);
      const lalita = person(LALITA);
      const ask = async () => {
        const asked = Date.now();
        await follow(page.locator("form[action='/settings/pin/ask'] button"));
        await answer(page, await sandbox.lastCode(lalita.phone, asked));
        await expect(page).toHaveURL("/settings/pin");
      };
      const save = page.locator("main form button:not([formaction])");
      await signIn(page, lalita);
      await page.goto("/settings");
      await expect(page.locator("html")).toHaveAttribute("lang", locale.slice(0, 2));
      await ask();
      await fits("a first PIN");
      await follow(save);
      await expect(page.getByRole("alert").getByRole("link")).toHaveCount(2);
      await fits("a first PIN, left empty");
      await page.locator("#current").fill(lalita.password);
      await page.locator("#new-pin").fill("4826");
      await follow(save);
      await expect(page).toHaveURL("/settings");
      await fits("settings, with a PIN");

      await ask();
      await fits("another PIN");
      await page.locator("#pin").fill("4826");
      await page.locator("#new-pin").fill("1");
      await follow(save);
      await expect(page.getByRole("alert").getByRole("link")).toHaveCount(1);
      await fits("another PIN, too short");
      await page.locator("#pin").fill("4826");
      await page.locator("#new-pin").fill("9173");
      await follow(save);
      await expect(page).toHaveURL("/settings");

      await ask();
      await page.locator("#pin").fill("4826");
      const remove = page.locator("main form button[formaction='/settings/pin/remove']");
      await follow(remove);
      await expect(page.getByRole("alert").getByRole("link")).toHaveCount(1);
      await fits("a PIN to take away, wrong");
      await page.locator("#pin").fill("9173");
      await follow(remove);
      await expect(page).toHaveURL("/settings");
      await ask();
      await expect(page.locator("#current"), "no PIN is left").toBeVisible();
    });
  });
}
