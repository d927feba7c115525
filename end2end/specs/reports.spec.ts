import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, test } from "../support/fixtures.ts";
import { askForCode, expectNothingClinical, reportOf, WITH_PAPER } from "../support/labs.ts";
import { ANITA, IMRAN, ROHAN } from "../support/people.ts";
import { answer, wrong } from "../support/signIn.ts";

const NEWEST = "10 October 2025";

const row = (page: Page, test: string) => page.locator("table.results").getByRole("row", { name: test });

test("the list says of each report when, where and whether it is sealed, and nothing of what is inside", async ({
  page,
  person,
  signIn,
}) => {
  await signIn(page, person(ANITA));
  await page.getByRole("link", { name: "Lab reports", exact: true }).click();
  await expect(page.locator("a.report")).toHaveCount(14);
  await expect(page.locator("a.report", { hasText: "Nidaan Diagnostics" })).toHaveCount(14);
  await expect(page.locator("a.report .mark", { hasText: /^Sealed$/ })).toHaveCount(13);
  await expect(page.locator("a.report .mark", { hasText: /^Not ready yet$/ })).toHaveCount(1);
  await expect(page.locator("main h2.year")).toHaveText(["2025", "2024", "2023", "2022", "2021"]);
  // A mark is told by its shape too.
  const shapes = await page.locator("a.report > svg").evaluateAll((all) => new Set(all.map((it) => it.innerHTML)).size);
  expect(shapes).toBe(2);
  await expect(page.locator("dl.legend dt")).toHaveText(["Sealed", "Open", "Not ready yet"]);
  await expectNothingClinical(page);
  expect(await page.content()).not.toMatch(/kidney|potassium/i);
});

test("a report is sealed until its own code is answered, and then shows everything", async ({
  page,
  person,
  sandbox,
  signIn,
}) => {
  const anita = person(ANITA);
  await signIn(page, anita);
  await page.goto("/labs");
  await reportOf(page, NEWEST).first().click();
  await expect(page.locator("h1")).toHaveText(`Your report of ${NEWEST} is sealed`);
  await expectNothingClinical(page);
  expect(await page.content()).not.toMatch(/kidney|potassium/i);

  const code = await askForCode(page, sandbox, anita.phone);
  await expect(page.locator(".purpose")).toContainText(NEWEST);
  const [message] = await sandbox.messages(anita.phone);
  expect(message?.text).toContain("to open a report");
  expect(message?.text).toContain(`${await page.locator(".ref").innerText()}.`);
  await answer(page, wrong(code));
  await expect(page.getByRole("alert")).toContainText("4 tries left");
  await expectNothingClinical(page);
  await answer(page, code);

  await expect(page.locator("h1")).toHaveText(`Your report of ${NEWEST}`);
  await expect(page.locator(".clock .until")).toHaveText(/^Open until \d+:\d\d\s[ap]m$/);
  await expect(page.locator("table.results tbody tr")).toHaveCount(7);
  await expect(page.locator("main")).toContainText("Kidney function");
  await page.goto("/labs");
  await expect(page.locator("a.report .mark", { hasText: /^Open until / })).toHaveCount(1);
});

test("each result has its range as a bar, and its flag as a shape and a word", async ({ page, openReport }) => {
  await openReport(page, ANITA, NEWEST);
  const potassium = row(page, "Potassium");
  await expect(potassium).toContainText("6.8 mmol/L");
  await expect(potassium).toContainText("3.5 to 5.1 mmol/L");
  await expect(potassium.locator("svg.range")).toBeVisible();
  await expect(potassium.locator(".flag")).toHaveText("Critical: very high");
  await expect(potassium.locator(".flag svg")).toBeVisible();
  await expect(row(page, "Sodium").locator(".flag")).toHaveText("Low");
  await expect(page.locator("table.results .flag svg")).toHaveCount(7);
  const kinds = await page.locator("table.results .flag").evaluateAll((all) => {
    const drawing = (flag: Element) => flag.querySelector("svg")?.innerHTML;
    return all.map((flag) => [flag.textContent, drawing(flag)] as const);
  });
  expect(new Map(kinds).size, "four kinds of flags").toBe(4);
  expect(new Set(new Map(kinds).values()).size, "in as many shapes").toBe(4);
  const urgent = page.locator(".notice-urgent");
  await expect(urgent).toContainText("call the clinic today");
  await urgent.getByRole("link", { name: "Potassium: 6.8 mmol/L" }).click();
  await expect(potassium).toBeInViewport();
  const legend = page.locator("section", { has: page.locator("#flags-title") });
  await expect(legend.locator("dt")).toHaveText(["Critical: very high", "High", "Low", "In range"]);
});

test("the trend of a test is a line, in words, and a table", async ({ page, openReport }) => {
  await openReport(page, ANITA, NEWEST);
  const figure = page.locator("figure.trend", { has: page.getByRole("heading", { name: /Potassium/ }) });
  const line = figure.getByRole("img");
  await expect(line).toHaveAccessibleName(/^Line of .*Potassium.*: from .* 2023 to 6\.8\smmol\/L on October 2025\./);
  await expect(line).toHaveAccessibleName(/The usual range is 3\.5 to 5\.1\smmol\/L\.$/);
  const table = figure.getByRole("table");
  await expect(table).toBeHidden();
  await row(page, "Potassium").getByRole("link").click();
  await expect(figure).toBeInViewport();
  await figure.getByText("Show as a table").click();
  await expect(table.getByRole("row").nth(1)).toContainText("10 October 2025");
  await expect(table.getByRole("row").nth(1)).toContainText("Critical: very high");
  await expect(table.getByRole("row").nth(2)).toContainText("22 November 2024");
  await expect(table.getByRole("columnheader")).toHaveText(["Date", "Result", "What it says"]);
});

test("the laboratory's own paper is there as long as the report is open", async ({ page, openReport }) => {
  await openReport(page, ANITA, WITH_PAPER);
  const link = page.getByRole("link", { name: /PDF/ });
  const address = (await link.getAttribute("href")) ?? "";
  const downloading = page.waitForEvent("download");
  await link.click();
  const file = await readFile(await (await downloading).path());
  expect(file.subarray(0, 5).toString("latin1")).toBe("%PDF-");
  expect(file.length).toBeGreaterThan(500);
  await page.locator(".clock button").click();
  await expect(page.getByRole("status").first()).toHaveText("Your report is sealed again.");
  const refused = await page.request.get(address);
  expect(refused.headers()["content-type"]).toContain("text/html");
  expect(await refused.text()).not.toContain("%PDF-");
});

test("values of every kind are told in words", async ({ page, openReport }) => {
  await openReport(page, IMRAN, "22 August 2025");
  const values: [string, string][] = [
    ["Dengue virus NS1 antigen", "Positive"],
    ["C-reactive protein", "less than 3.0 mg/L"],
    ["Widal test, Salmonella Typhi O", "1 to 40"],
    ["Days of fever before the sample", "3"],
    ["Prothrombin time", "No result: The sample had clotted"],
  ];
  for (const [test, value] of values) await expect(row(page, test).locator(".value")).toHaveText(value);
  await expect(row(page, "Prothrombin time").locator("svg.range"), "nothing to draw").toHaveCount(0);
  await expect(row(page, "Widal test")).toContainText("Not significant.");
});

test("a report under review says so and cannot be opened", async ({ page, person, signIn }) => {
  await signIn(page, person(ANITA));
  await page.goto("/labs");
  await page.locator("a.report-review").click();
  await expect(page.locator("h1")).toHaveText("Your report of 10 October 2025 is not ready yet");
  await expect(page.locator("main form")).toHaveCount(0);
  await expectNothingClinical(page);
  await page.goto(`${page.url()}/code`);
  await expect(page.locator("#code")).toHaveCount(0);
});

test("who has no reports yet is told so", async ({ page, person, signIn }) => {
  await signIn(page, person(ROHAN));
  await expect(page.locator("main")).toContainText("You have no lab reports yet.");
  await page.goto("/labs");
  await expect(page.locator("main h2").first()).toHaveText("No reports yet");
  await expect(page.locator("a.report")).toHaveCount(0);
});
