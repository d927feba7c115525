import { expect, test } from "../support/fixtures.ts";
import { ANITA } from "../support/people.ts";

test("on paper there is the whole report, and nothing to press", async ({ page, openReport }) => {
  await openReport(page, ANITA, "10 October 2025");
  await page.emulateMedia({ media: "print", colorScheme: "dark" });

  await expect(page.locator(":is(button, nav, summary, input, dialog, .clock, .button, .skip):visible")).toHaveCount(0);
  await expect(page.locator("header .clinic")).toContainText("Sanjeevani Clinic");
  for (const words of ["Anita Vasant Deshmukh", "ND-25-4781", "Kidney function"]) {
    await expect(page.locator(".facts")).toContainText(words);
  }
  const rows = page.locator("table.results tbody tr");
  await expect(rows).toHaveCount(7);
  for (const row of await rows.all()) {
    await expect(row).toBeVisible();
    await expect(row.locator(".value")).toBeVisible();
    await expect(row.locator("svg.range")).toBeVisible();
    await expect(row.locator(".flag")).toBeVisible();
  }
  await expect(page.locator("table.results thead")).toBeVisible();
  for (const table of await page.locator("figure.trend table").all()) {
    expect((await table.boundingBox())?.height, "a table that the screen folds away").toBeGreaterThan(40);
  }
  const colours = await page.locator("body").evaluate((body) => {
    const style = getComputedStyle(body);
    return [style.color, getComputedStyle(document.documentElement).backgroundColor];
  });
  expect(colours, "ink on white, even from a dark screen").toEqual(["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
  const paper = await page.pdf({ format: "A4" });
  expect(paper.subarray(0, 5).toString("latin1")).toBe("%PDF-");
});
