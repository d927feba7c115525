import type { Page } from "@playwright/test";
import { faults } from "../support/faults.ts";
import { expect, test } from "../support/fixtures.ts";
import { misfits } from "../support/layout.ts";
import { GOPAL, GOPALS_PIN, LALITA } from "../support/people.ts";
import { answer, begin } from "../support/signIn.ts";

async function fits(page: Page, javaScriptEnabled: boolean | undefined, stop: string): Promise<void> {
  await page.setViewportSize({ width: 360, height: 740 });
  expect.soft(await misfits(page), stop).toEqual([]);
  if (javaScriptEnabled !== false) expect.soft(await faults(page), stop).toEqual([]);
}

test("a PIN is asked for after the code", async ({ page, person, sandbox, javaScriptEnabled }) => {
  const gopal = person(GOPAL);
  const asked = Date.now();
  await begin(page, gopal.identifier, gopal.password);
  await answer(page, await sandbox.lastCode(gopal.phone, asked));
  await expect(page).toHaveURL("/sign-in/pin");
  await expect(page.locator("nav"), "nobody is signed in yet").toHaveCount(0);
  const pin = page.locator("#pin");
  await expect(pin).toHaveAttribute("type", "password");
  await expect(pin).toHaveAttribute("inputmode", "numeric");
  await fits(page, javaScriptEnabled, "PIN");
  await pin.fill("9999");
  await pin.press("Enter");
  await expect(page).toHaveURL("/sign-in/pin");
  await expect(page.getByRole("alert").getByRole("link")).toHaveCount(1);
  await expect(pin).toHaveValue("");
  await fits(page, javaScriptEnabled, "PIN, wrong");
  await pin.fill(GOPALS_PIN);
  await page.locator("main form button").click();
  await expect(page).toHaveURL("/home");
});

test("a grandmother acts for a child, by codes to her own phone, and goes back", async ({ page, person, sandbox, signIn, javaScriptEnabled }) => {
  const lalita = person(LALITA);
  await signIn(page, lalita);
  await expect(page.locator("main a[href='/settings#pin']"), "advice to set a PIN").toBeVisible();
  await page.locator("main a[href='/family']").click();
  await fits(page, javaScriptEnabled, "family");
  await page.locator("form[action='/family/act'] button").click();
  await expect(page).toHaveURL("/home");
  const banner = page.locator(".acting");
  await expect(banner).toContainText("Tara");
  await fits(page, javaScriptEnabled, "home, acting");
  await page.goto("/settings");
  await expect(page, "settings are the child's own").toHaveURL("/family");
  await fits(page, javaScriptEnabled, "refused");

  await page.goto("/labs");
  await page.locator("a.report-sealed").first().click();
  const asked = Date.now();
  await page.locator("form[action$='/ask'] button").click();
  await expect(banner).toContainText("Tara");
  await answer(page, await sandbox.lastCode(lalita.phone, asked));
  await expect(page.locator("main")).toContainText("Haemoglobin");
  const report = page.url();
  await fits(page, javaScriptEnabled, "report, acting");

  await banner.getByRole("button").click();
  await expect(page).toHaveURL("/family");
  await expect(banner).toHaveCount(0);
  const gone = await page.request.get(report);
  expect(gone.status(), "the report is the child's").toBe(404);
});
