import type { Page } from "@playwright/test";
import { faults } from "../support/faults.ts";
import { expect, test } from "../support/fixtures.ts";
import { misfits } from "../support/layout.ts";
import { VIMALA } from "../support/people.ts";
import { scanned } from "../support/scanner.ts";
import { answer, wrong } from "../support/signIn.ts";

const MEDICINE = /mg|tablet|capsule/i;

/** Opens the page of the first prescription that can be collected. */
async function first(page: Page): Promise<string> {
  await page.goto("/prescriptions");
  await page.locator("#prescriptions-current + ul a.report").first().click();
  await expect(page.locator(".rx-number")).toBeVisible();
  return new URL(page.url()).pathname;
}

test("the list and the page for the counter name no medicine", async ({ page, person, signIn, javaScriptEnabled }) => {
  await signIn(page, person(VIMALA));
  await page.goto("/home");
  await page.locator("main a[href='/prescriptions']").click();
  await expect(page.locator("h1")).toHaveText("Your prescriptions");
  await expect(page.locator("main")).not.toContainText(MEDICINE);
  await first(page);
  await expect(page.locator("main")).not.toContainText(MEDICINE);
  await expect(page.locator(".rx-number [aria-hidden]")).toHaveText(/^(?:[3-9A-Y]{3}-){2}[3-9A-Y]{3}$/);
  await expect(page.locator(".rx-number .unseen")).toHaveText(/^(?:\w \w \w, ){2}\w \w \w$/);
  await expect(page.getByRole("img", { name: "The same number, for a scanner" })).toBeVisible();
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 740 });
    expect.soft(await misfits(page), `${width} px`).toEqual([]);
  }
  if (javaScriptEnabled === false) return;
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect.soft(await faults(page), colorScheme).toEqual([]);
    const fill = (part: string) => page.locator(part).evaluate((it) => getComputedStyle(it).fill);
    expect(await fill(".qr-light"), colorScheme).toBe("rgb(255, 255, 255)");
    expect(await fill(".qr-dark"), colorScheme).toBe("rgb(0, 0, 0)");
  }
});

test("a scanner reads the number that is shown, in light, in dark and on paper", async ({ page, person, signIn, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, "the picture is read by a script; the drawing is the same");
  await signIn(page, person(VIMALA));
  await first(page);
  const number = await page.locator(".rx-number [aria-hidden]").innerText();
  const settings = [
    { colorScheme: "light" },
    { colorScheme: "dark" },
    { colorScheme: "dark", forcedColors: "active" },
    { media: "print", colorScheme: "dark" },
  ] as const;
  for (const setting of settings) {
    await page.emulateMedia({ media: "screen", forcedColors: "none", ...setting });
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 740 });
      expect(await scanned(page.locator(".qr")), `${JSON.stringify(setting)}, ${width} px`).toBe(number.replaceAll("-", ""));
    }
  }
});

test("the medicines open with a code of their own, and seal again", async ({ page, person, sandbox, signIn }) => {
  const vimala = person(VIMALA);
  await signIn(page, vimala);
  const address = await first(page);
  const asked = Date.now();
  await page.getByRole("button", { name: "See the medicines" }).click();
  await expect(page).toHaveURL(`${address}/code`);
  const code = await sandbox.lastCode(vimala.phone, asked);
  await answer(page, wrong(code));
  await expect(page.getByRole("alert")).toContainText("4 tries left");
  await answer(page, code);
  await expect(page).toHaveURL(address);
  await expect(page.locator(".medicine")).not.toHaveCount(0);
  await expect(page.locator("main")).toContainText(MEDICINE);
  await page.locator(".clock button").click();
  await expect(page.getByRole("status").first()).toHaveText("Your prescription is sealed again.");
  await expect(page.locator("main")).not.toContainText(MEDICINE);
});

test("somebody else is named by keyboard, and taken back", async ({ page, person, sandbox, signIn }) => {
  const vimala = person(VIMALA);
  await signIn(page, vimala);
  await first(page);
  await page.locator("main a[href='/prescriptions/send']").click();
  const asked = Date.now();
  await page.getByRole("button", { name: "Name somebody" }).press("Enter");
  await answer(page, await sandbox.lastCode(vimala.phone, asked));
  await expect(page).toHaveURL("/prescriptions/send/who");
  await page.locator("#name").fill("Meera Joshi");
  await page.locator("#name").press("Enter");
  await expect(page.getByRole("alert")).toContainText("Choose the day: today, or within three months.");
  await expect(page.locator(".field-fault")).toHaveCount(1);
  await expect(page.locator(".field-fault #day")).toBeVisible();
  await expect(page.locator("#name")).toHaveValue("Meera Joshi");
  const day = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  await page.locator("#day").fill(day);
  await page.locator("#day").press("Enter");
  await expect(page).toHaveURL("/prescriptions/send");
  await expect(page.locator("main")).toContainText("Meera Joshi, on ");
  await page.getByRole("button", { name: /^They no longer collect.*Meera Joshi$/ }).click();
  await expect(page.locator("main")).not.toContainText("Meera Joshi");
});

test("on paper there is the number, and nothing of the medicine", async ({ page, person, signIn }) => {
  await signIn(page, person(VIMALA));
  await first(page);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await expect(page.locator(".rx-number")).toBeVisible();
  await expect(page.locator(".qr")).toBeVisible();
  await expect(page.locator(":is(button, nav, input, .letter, .unprinted):visible")).toHaveCount(0);
});
