import type { Locator, Page } from "@playwright/test";

/** Does what leads to another page, and waits until that page is there, whole. */
export async function turn(page: Page, act: () => Promise<unknown>): Promise<void> {
  await Promise.all([page.waitForEvent("load"), act()]);
}

/** Presses a link or a button, and waits for the page that it leads to. */
export async function follow(control: Locator): Promise<void> {
  await turn(control.page(), () => control.click());
}
