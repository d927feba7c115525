import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../support/fixtures.ts";
import { ANITA } from "../support/people.ts";

/** Goes on with the Tab key until `target` has the focus; at every step the focus must be on something that shows it. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press("Tab");
    const focus = page.locator(":focus");
    await expect(focus).toHaveCount(1);
    expect(await focus.evaluate(shows), "a focus that is seen").toBe("shows");
    if (await target.evaluate((it) => it === document.activeElement)) return;
  }
  throw new Error("The Tab key does not lead there.");
}

/** Whether an element that has the focus shows that it has, and is not behind something else. */
function shows(element: Element): string {
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  if (outlineStyle === "none" || parseFloat(outlineWidth) < 2) return `no outline: ${element.outerHTML.slice(0, 120)}`;
  const { left, top, width, height } = element.getBoundingClientRect();
  const above = document.elementFromPoint(left + width / 2, top + height / 2);
  const own = above !== null && (element.contains(above) || above.contains(element));
  return own ? "shows" : `behind ${above?.outerHTML.slice(0, 80) ?? "the edge"}: ${element.outerHTML.slice(0, 120)}`;
}

test("the whole way from signing in to an open report goes by keyboard", async ({ page, person, sandbox }) => {
  const anita = person(ANITA);
  let asked = Date.now();
  await page.goto("/");
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to the main part of the page" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.locator("#main")).toBeFocused();
  await tabTo(page, page.locator("#identifier"));
  await page.keyboard.type(anita.identifier);
  await page.keyboard.press("Tab");
  await expect(page.locator("#password")).toBeFocused();
  await page.keyboard.type(anita.password);
  await tabTo(page, page.getByRole("button", { name: "Continue" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/sign-in/code");
  await tabTo(page, page.locator("#code"));
  await page.keyboard.type(await sandbox.lastCode(anita.phone, asked));
  await page.keyboard.press("Enter");

  await expect(page).toHaveURL("/home");
  await tabTo(page, page.getByRole("link", { name: "See my lab reports" }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.locator("a.report-sealed").first());
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("button", { name: "Send me a code" }));
  asked = Date.now();
  await page.keyboard.press("Enter");
  await tabTo(page, page.locator("#code"));
  await page.keyboard.type(await sandbox.lastCode(anita.phone, asked));
  await page.keyboard.press("Enter");

  await expect(page.locator("table.results")).toBeVisible();
  const fold = page.getByText("Show as a table").last();
  await tabTo(page, fold);
  await page.keyboard.press("Enter");
  await expect(page.locator("figure.trend table").last()).toBeVisible();
  await page.reload();
  await tabTo(page, page.locator(".clock button"));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").first()).toHaveText("Your report is sealed again.");
  await tabTo(page, page.locator("nav form[action='/sign-out'] button"));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/signed-out/);
});

test("the way back through an open report hides no focus behind the clock", async ({
  page,
  person,
  sandbox,
  signIn,
}) => {
  const anita = person(ANITA);
  await page.setViewportSize({ width: 360, height: 640 });
  await signIn(page, anita);
  await page.goto("/labs");
  await page.locator("a.report-sealed").first().click();
  const asked = Date.now();
  await page.locator("main form[action$='/ask'] button").click();
  await page.locator("#code").fill(await sandbox.lastCode(anita.phone, asked));
  await page.locator("#code").press("Enter");
  await expect(page.locator(".clock")).toBeVisible();
  await page.getByText("Show as a table").last().focus();
  for (let steps = 0; steps < 18; steps += 1) {
    expect(await page.locator(":focus").evaluate(shows)).toBe("shows");
    await page.keyboard.press("Shift+Tab");
  }
});
