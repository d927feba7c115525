import type { Page } from "@playwright/test";
import { expect, test } from "../support/fixtures.ts";
import { unseal } from "../support/labs.ts";
import { ANITA, KAMLA } from "../support/people.ts";
import { begin, signOut } from "../support/signIn.ts";

const language = (page: Page) => page.locator("html").getAttribute("lang");
const theOther = (page: Page) => page.locator("header form.language button");

test.describe("in a browser that asks for Hindi", () => {
  test.use({ locale: "hi-IN" });

  test("every word of the sign-in page is Hindi", async ({ page }) => {
    await page.goto("/sign-in");
    expect(await language(page)).toBe("hi");
    await expect(page.locator("h1")).toHaveText("साइन इन करें");
    expect(await page.locator("main").innerText()).not.toMatch(/[a-z]{3}/i);
    await begin(page, "", "");
    await expect(page.getByRole("alert")).toContainText("कुछ ठीक नहीं है");
  });

  test("an elder's messages, dates, values and flags are Hindi", async ({ page, person, sandbox, signIn }) => {
    const kamla = person(KAMLA);
    await signIn(page, kamla);
    await expect(page.locator("h1")).toHaveText(/^नमस्ते, .+ जी$/);
    const [message] = await sandbox.messages(kamla.phone);
    expect(message?.template).toContain("-hi-");
    expect(message?.text).toMatch(/[\u0900-\u097f]{3}/);
    await page.goto("/labs");
    await expect(page.locator("a.report .mark").first()).toHaveText("सीलबंद");
    await unseal(page, sandbox, kamla.phone, page.locator("a.report", { hasText: "22 अगस्त 2025" }));
    expect(await language(page)).toBe("hi");
    const creatinine = page.getByRole("row", { name: "क्रिएटिनिन" });
    await expect(creatinine).toContainText("0.98 mg/dL");
    await expect(creatinine).toContainText("0.50 से 0.90 mg/dL");
    await expect(creatinine.locator(".flag")).toHaveText("ज़्यादा");
    await expect(page.locator(".clock .until")).toHaveText(/\s\d+:\d\d\sबजे तक देख सकते हैं$/);
  });
});

test("a patient who reads Hindi gets Hindi messages and pages, unless the browser was told another", async ({
  page,
  person,
  sandbox,
  signIn,
}) => {
  const kamla = person(KAMLA);
  await signIn(page, kamla);
  expect((await sandbox.messages(kamla.phone))[0]?.text).toMatch(/[\u0900-\u097f]{3}/);
  expect(await language(page)).toBe("hi");
  await theOther(page).click();
  expect(await language(page)).toBe("en");
  await page.goto("/labs");
  expect(await language(page)).toBe("en");
});

test("the other language is one press away on every page, and is remembered", async ({
  page,
  person,
  sandbox,
  signIn,
}) => {
  const anita = person(ANITA);
  await page.goto("/sign-in");
  expect(await language(page)).toBe("en");
  await expect(theOther(page)).toHaveText(/हिन्दी$/);
  await expect(theOther(page)).toHaveAttribute("lang", "hi");
  await expect(theOther(page)).toHaveAccessibleName(/^Change the language to\s+हिन्दी$/);
  await theOther(page).click();
  await expect(page).toHaveURL("/sign-in");
  expect(await language(page)).toBe("hi");
  await signIn(page, anita);
  expect(await language(page)).toBe("hi");
  await page.goto("/labs");
  const address = await unseal(page, sandbox, anita.phone, page.locator("a.report-sealed").first());
  await theOther(page).click();
  await expect(page, "the report is open in both languages").toHaveURL(address);
  expect(await language(page)).toBe("en");
  await expect(page.locator("table.results")).toBeVisible();
  await theOther(page).click();
  await signOut(page);
  expect(await language(page), "signing out clears everything else").toBe("hi");
  await page.goto("/sign-in");
  expect(await language(page)).toBe("hi");
});

test("the code on its way works in the other language too", async ({ page, person, sandbox }) => {
  const anita = person(ANITA);
  const asked = Date.now();
  await begin(page, anita.identifier, anita.password);
  const reference = await page.locator(".ref").innerText();
  await theOther(page).click();
  await expect(page).toHaveURL("/sign-in/code");
  expect(await language(page)).toBe("hi");
  expect(await page.locator(".ref").innerText()).toContain(reference.slice(-2));
  await page.locator("#code").fill(await sandbox.lastCode(anita.phone, asked));
  await page.locator("#code").press("Enter");
  await expect(page).toHaveURL("/home");
});
