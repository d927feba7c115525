import { chromium, type BrowserContext, type Page } from "@playwright/test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchOptions } from "../playwright.config.ts";
import { letIn, paper, pharmacist, signInAtCounter } from "../support/counter.ts";
import { CLEARED, deviceOf, lose } from "../support/devices.ts";
import { expect, test } from "../support/fixtures.ts";
import { ANITA, DAUGHTER, GOPAL, LALITA, LEELA, MOTHER, VIMALA } from "../support/people.ts";
import { cached, findIn } from "../support/profile.ts";
import { goRound, SISTERS } from "../support/rounds.ts";
import { showing, stopsOf } from "../support/stops.ts";
import { follow } from "../support/turn.ts";
import { unseal } from "../support/labs.ts";
import { answer, signIn as enter, signOut } from "../support/signIn.ts";

// A portal of its own: the long way round takes more codes in an hour than one number gets.
test.use({ settings: { MEDSEAL_LIMITS_NUMBER_HOUR: "200", MEDSEAL_LIMITS_NUMBER_DAY: "500" } });

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

/** Shows some pages behind sign-in. Gives the words of an open report, and its address. */
async function roam(page: Page, unsealFirst: () => Promise<string>): Promise<{ words: string[]; report: string }> {
  for (const path of ["/home", "/settings", "/labs"]) await page.goto(path);
  const report = await unsealFirst();
  const words = await clinical(page);
  expect(words.length, "there is something to look for").toBeGreaterThan(3);
  return { words, report };
}

/** Goes back as often as that, and fails if anything of somebody is there. Pages that were put away whole come back whole. */
async function expectNothingBehind(page: Page, steps: number, words: readonly string[]): Promise<void> {
  for (let step = 0; step < steps; step += 1) {
    await page.goBack({ waitUntil: "commit" });
    await expect(page.locator("h1").first()).toBeVisible();
    const behind = async () => {
      const text = (await page.locator("body").textContent()) ?? "";
      return words.filter((word) => text.includes(word));
    };
    await expect.poll(behind, `${step + 1} back`).toEqual([]);
  }
}

test.describe("what stays in a browser", () => {
  test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, "a browser that runs scripts can keep more");

  let folder: string;
  let context: BrowserContext;
  test.beforeEach(async ({ portal }) => {
    folder = await mkdtemp(join(tmpdir(), "medseal-profile-"));
    // Browsers put pages away whole and show them again at "back". Playwright turns that off, which would hide a leak.
    const ignoreDefaultArgs = ["--disable-back-forward-cache"];
    const place = { baseURL: portal.address, locale: "en-IN", timezoneId: "Asia/Kolkata" };
    context = await chromium.launchPersistentContext(folder, { ...launchOptions, ...place, ignoreDefaultArgs });
  });
  test.afterEach(async ({ javaScriptEnabled }) => {
    if (javaScriptEnabled === false) return;
    await context.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Closes the browser, so that all is written, and looks through its profile. */
  async function expectNoTrace(words: readonly string[], origin: string): Promise<void> {
    await context.close();
    await expectNoneKept(words, origin);
  }

  /** Looks through the profile as it is. */
  async function expectNoneKept(words: readonly string[], origin: string): Promise<void> {
    expect(await findIn(folder, words), "in the profile").toEqual([]);
    const answers = await cached(folder, origin);
    expect(answers.filter((path) => !path.startsWith("/assets/")), "in the HTTP cache").toEqual([]);
  }

  test("a page that is left is put away whole and comes back whole, so that going back in these tests asks nobody", async () => {
    const [page] = context.pages();
    if (!page) throw new Error("no page");
    await page.goto("/sign-in");
    await page.evaluate(() => Object.assign(globalThis, { wasHere: true }));
    await follow(page.locator("a[href='/activate']"));
    await expect(page).toHaveURL("/activate");
    await page.goBack({ waitUntil: "commit" });
    await expect(page).toHaveURL("/sign-in");
    expect(await page.evaluate(() => "wasHere" in globalThis)).toBe(true);
  });

  test("while somebody is signed in no page of theirs does, though what is the same for all does, and once they left nothing is behind them", async ({
    portal,
    person,
    sandbox,
    elsewhere,
  }) => {
    test.setTimeout(300_000);
    const [page] = context.pages();
    if (!page) throw new Error("no page");
    // As they are sent, so that what the cache has of them could be read.
    await context.setExtraHTTPHeaders({ "accept-encoding": "identity" });
    const addresses = await showing();
    const stops = stopsOf(page, addresses);
    await goRound({ page, other: await elsewhere(), portal, sandbox, person, stops });
    const seen = stops.seen();
    expect([...seen.keys()].sort(), "the tour came by everywhere").toEqual([...addresses].sort());
    const silent = [...seen].filter(([, words]) => words.size === 0).map(([address]) => address);
    expect(silent, "there is something to look for of each").toEqual([]);
    expect(await stored(page)).toEqual(NOTHING);
    const people = [ANITA, VIMALA, MOTHER, DAUGHTER, GOPAL, LALITA].map((number) => person(number).name);
    const called = [...people, ...SISTERS].flatMap((name) => name.split(" "));
    const titles = stops.titles();
    expect(titles.filter((title) => called.some((name) => title.includes(name))), "titles, which a browser keeps").toEqual([]);
    const names = [ANITA, VIMALA].flatMap((number) => [person(number).name, person(number).phone]);
    const words = [...names, ...SISTERS, ...[...seen.values()].flatMap((each) => [...each])];
    // The cache is looked at before signing out has it cleared, and the rest of the profile once all is written.
    await expectNoneKept(words, portal.address);
    const kept = await cached(folder, portal.address);
    expect(kept, "the cache is on, and it is the one that was looked at").toContainEqual(expect.stringMatching(/^\/assets\/main\.\w+\.css$/));
    expect(await findIn(folder, ["--wax-deep"]), "what it has can be read").not.toEqual([]);
    const stranger = await elsewhere();
    await stranger.goto("/sign-in");
    const everybodys = (await stranger.locator("body").textContent()) ?? "";
    const own = words.filter((word) => !everybodys.includes(word));
    expect(own).toEqual(expect.arrayContaining([...names, ...SISTERS]));
    await signOut(page);
    expect(await stored(page), "after signing out").toEqual(NOTHING);
    await expectNothingBehind(page, 5, own);
    await expectNoTrace(words, portal.address);
  });

  test("after signing out nothing clinical does", async ({ portal, person, sandbox }) => {
    const [page] = context.pages();
    if (!page) throw new Error("no page");
    await enter(page, sandbox, person(ANITA), portal.address);
    const first = () => unseal(page, sandbox, person(ANITA).phone, page.locator("a.report-sealed").first());
    const { words } = await roam(page, first);
    expect(await stored(page), "while signed in").toEqual(NOTHING);
    await signOut(page);
    expect(await stored(page)).toEqual(NOTHING);
    await expectNothingBehind(page, 3, ["Anita", ...words]);
    await expectNoTrace(["Anita", "Deshmukh", ...words], portal.address);
  });

  test("after a wipe nothing clinical does", async ({ portal, page: own, person, sandbox, signIn }) => {
    const [page] = context.pages();
    if (!page) throw new Error("no page");
    await enter(page, sandbox, person(ANITA), portal.address);
    const first = () => unseal(page, sandbox, person(ANITA).phone, page.locator("a.report-sealed").first());
    const { words, report } = await roam(page, first);
    // By a link, as people leave: an address that is typed anew has its page put away in another way.
    await follow(page.getByRole("link", { name: "Home" }));
    const device = await deviceOf(page);
    await signIn(own, person(ANITA));
    await lose(own, device);
    await page.goto(report);
    await expect(page.locator("h1")).toHaveText(CLEARED);
    expect(await stored(page)).toEqual(NOTHING);
    expect(await context.cookies()).toEqual([]);
    await expectNothingBehind(page, 2, ["Anita", ...words]);
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
    await expectNothingBehind(page, 4, [...words]);
    await expectNoTrace([identifier, phone, "Vimala", ...words], portal.address);
  });
});
