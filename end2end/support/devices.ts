import { expect, type Locator, type Page } from "@playwright/test";

/** What a lost browser shows. */
export const CLEARED = "This phone or computer was cleared";

/** The part of the page of devices that is about the one that looks at it. */
export function thisDevice(page: Page): Locator {
  return page.locator("section.sheet").filter({ hasText: "This device" });
}

/** The address of the device that a page is shown on, as its person's account knows it. */
export async function deviceOf(page: Page): Promise<string> {
  const html = await (await page.request.get("/security")).text();
  const own = html.split("<section").find((part) => part.includes("This device")) ?? "";
  const path = /\/security\/devices\/[0-9a-f-]+/.exec(own)?.[0];
  expect(path, "this device is on the page").toBeDefined();
  return path ?? "";
}

/** Says on one page that another device is lost. */
export async function lose(page: Page, device: string): Promise<void> {
  await page.goto("/security");
  await page.locator(`a[href='${device}/lost']`).click();
  await expect(page.locator("h1")).toHaveText("Is this device lost?");
  await page.getByRole("button", { name: "Yes, clear it" }).click();
  await expect(page).toHaveURL("/security");
  await expect(page.getByRole("status").first()).toContainText("It is signed out.");
}
