import { expect, test } from "../support/fixtures.ts";
import { ANITA } from "../support/people.ts";
import { begin } from "../support/signIn.ts";

test.skip(({ javaScriptEnabled }) => javaScriptEnabled === true, "is for browsers that run no scripts");

test("asking again is a form, and too early is said", async ({ page, person }) => {
  const anita = person(ANITA);
  await begin(page, anita.identifier, anita.password);
  await expect(page.locator(".countdown"), "a time that stands still would be a lie").toBeHidden();
  const again = page.getByRole("button", { name: "Send the code again" });
  await expect(again).toBeEnabled();
  await again.click();
  await expect(page).toHaveURL("/sign-in/code");
  await expect(page.getByRole("alert")).toContainText(/You can ask again after \d+:\d\d\s[ap]m\./);
  await expect(page.locator("#code")).toBeVisible();
});

test("an open report says until when, and the browser seals the screen by itself", async ({ page, openReport }) => {
  const address = await openReport(page, ANITA);
  await expect(page.locator(".clock .until")).toHaveText(/^Open until \d+:\d\d\s[ap]m$/);
  await expect(page.locator(".clock .countdown")).toBeHidden();
  const html = await (await page.request.get(address)).text();
  const refresh = /<noscript><meta http-equiv="refresh" content="(\d+);url=([^"]+)"/.exec(html);
  expect(refresh?.[2]).toBe(`${address}?over`);
  expect(Number(refresh?.[1])).toBeGreaterThan(285);
  expect(Number(refresh?.[1])).toBeLessThanOrEqual(301);
});
