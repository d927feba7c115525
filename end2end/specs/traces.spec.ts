import { chromium, type BrowserContext, type Page } from "@playwright/test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchOptions } from "../playwright.config.ts";
import { letIn, paper, pharmacist, signInAtCounter } from "../support/counter.ts";
import { CLEARED, deviceOf, lose } from "../support/devices.ts";
import { expect, test } from "../support/fixtures.ts";
import { ANITA, LEELA, VIMALA } from "../support/people.ts";
import { cached, findIn } from "../support/profile.ts";
import { unseal } from "../support/labs.ts";
import { answer, signIn as enter, signOut } from "../support/signIn.ts";

/** Names and results that were on a page. */
async function clinical(page: Page): Promise<string[]> {
  const names = await page.locator(".analyte").allInnerTexts();
  const values = await page.locator(".value").allInnerTexts();
  const all = [...names, ...values].flatMap((text) => text.split("\n")).map((text) => text.trim());
  return [...new Set(all)].filter((text) => text.length >= 5 && /[A-Za-z]/.test(text));
}

/** What scripts of the portal's origin find in the browser. */
const stored = (page: Page) =>
  page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    caches: (await caches.keys()).length,
    databases: (await indexedDB.databases()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));

const NOTHING = { local: 0, session: 0, caches: 0, databases: 0, workers: 0 };

/** Shows every page behind sign-in once. Gives the words of an open report, and its address. */
async function roam(page: Page, unsealFirst: () => Promise<string>): Promise<{ words: string[]; report: string }> {
  for (const path of ["/home", "/labs", "/settings", "/security", "/notice", "/history"]) await page.goto(path);
  await page.goto("/labs");
  const report = await unsealFirst();
  const words = await clinical(page);
  const links = await page.locator("main a[href^='/labs/']").evaluateAll((all) => all.map((it) => it.getAttribute("href") ?? ""));
  for (const link of links.filter((it) => it.includes("/documents/"))) {
    const answer = await page.evaluate(async (to) => (await fetch(to)).headers.get("cache-control"), link);
    expect(answer, link).toBe("no-store");
  }
  await page.goto("/session/ending");
  await page.goto(report);
  return { words, report };
}

test.describe("what stays in a browser", () => {
  test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, "a browser that runs scripts can keep more");

  let folder: string;
  let context: BrowserContext;
  test.beforeEach(async ({ portal }) => {
    folder = await mkdtemp(join(tmpdir(), "medseal-profile-"));
    const options = { ...launchOptions, baseURL: portal.address, locale: "en-IN", timezoneId: "Asia/Kolkata" };
    context = await chromium.launchPersistentContext(folder, options);
  });
  test.afterEach(async ({ javaScriptEnabled }) => {
    if (javaScriptEnabled === false) return;
    await context.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Closes the browser, so that all is written, and looks through its profile. */
  async function expectNoTrace(words: readonly string[], origin: string): Promise<void> {
    await context.close();
    expect(await findIn(folder, words), "in the profile").toEqual([]);
    const answers = await cached(folder, origin);
    expect(answers.filter((path) => !path.startsWith("/assets/")), "in the HTTP cache").toEqual([]);
  }

  test("after signing out nothing clinical does", async ({ portal, person, sandbox }) => {
    const [page] = context.pages();
    if (!page) throw new Error("no page");
    await enter(page, sandbox, person(ANITA), portal.address);
    const first = () => unseal(page, sandbox, person(ANITA).phone, page.locator("a.report-sealed").first());
    const { words } = await roam(page, first);
    expect(words.length, "there is something to look for").toBeGreaterThan(3);
    expect(await stored(page), "while signed in").toEqual(NOTHING);
    await signOut(page);
    expect(await stored(page)).toEqual(NOTHING);
    for (let steps = 0; steps < 3; steps += 1) {
      await page.goBack();
      await expect(page.locator("body")).not.toContainText("Anita");
      for (const word of words) await expect(page.locator("body")).not.toContainText(word);
    }
    await expectNoTrace(["Anita", "Deshmukh", ...words], portal.address);
  });

  test("after a wipe nothing clinical does", async ({ portal, page: own, person, sandbox, signIn }) => {
    const [page] = context.pages();
    if (!page) throw new Error("no page");
    await enter(page, sandbox, person(ANITA), portal.address);
    const first = () => unseal(page, sandbox, person(ANITA).phone, page.locator("a.report-sealed").first());
    const { words, report } = await roam(page, first);
    const device = await deviceOf(page);
    await signIn(own, person(ANITA));
    await lose(own, device);
    await page.goto(report);
    await expect(page.locator("h1")).toHaveText(CLEARED);
    expect(await stored(page)).toEqual(NOTHING);
    expect(await context.cookies()).toEqual([]);
    for (let steps = 0; steps < 2; steps += 1) {
      await page.goBack();
      await expect(page.locator("body")).not.toContainText("Anita");
    }
    await expectNoTrace(["Anita", "Deshmukh", ...words], portal.address);
  });

  test("after a prescription and a counter nothing clinical does", async ({ portal, person, sandbox }) => {
    const [page] = context.pages();
    if (!page) throw new Error("no page");
    const { phone, identifier } = person(VIMALA);
    const { number } = paper(portal, VIMALA, 2);
    await enter(page, sandbox, person(VIMALA), portal.address);
    await page.goto("/prescriptions");
    const links = await page.locator("main a.report").evaluateAll((all) => all.map((it) => it.getAttribute("href") ?? ""));
    const words = new Set([number, number.replaceAll("-", "")]);
    for (const link of links) {
      await page.goto(link);
      if (!(await page.locator(".rx-number").isVisible())) continue;
      const asked = Date.now();
      await page.locator("form[action$='/ask'] button").click();
      await answer(page, await sandbox.lastCode(phone, asked));
      for (const name of await page.locator(".medicine :is(h2, h3)").allInnerTexts()) words.add(name);
    }
    expect(words.size, "there is something to look for").toBeGreaterThan(3);
    await page.goto("/prescriptions/send");
    expect(await stored(page), "while signed in").toEqual(NOTHING);
    await signOut(page);
    await signInAtCounter(page, sandbox, pharmacist(portal, LEELA));
    await letIn(page, sandbox, number, phone);
    await expect(page.locator("section.sheet h2")).not.toHaveCount(0);
    expect(await stored(page), "at the counter").toEqual(NOTHING);
    await page.keyboard.press("Enter");
    await page.locator("form[action$='/undo'] button").click();
    await page.goto("/pharmacy");
    await page.locator("nav form[action='/sign-out'] button").click();
    await expect(page).toHaveURL(/\/pharmacy\/signed-out/);
    expect(await stored(page)).toEqual(NOTHING);
    for (let steps = 0; steps < 4; steps += 1) {
      await page.goBack();
      for (const word of words) await expect(page.locator("body")).not.toContainText(word);
    }
    await expectNoTrace([identifier, phone, "Vimala", ...words], portal.address);
  });
});
