import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import type { Page, TestInfo } from "@playwright/test";
import { desk } from "../support/desk.ts";
import { expectFits } from "../support/fits.ts";
import { expect, test } from "../support/fixtures.ts";
import { IMRAN, KAMLA } from "../support/people.ts";
import { answer } from "../support/signIn.ts";

/** The files are made in the background, by a program that looks every other second. */
const MADE_MS = 30_000;

interface Entry {
  readonly resource: { readonly resourceType: string };
}

/** Takes a file by the button that posts for it; gives where it lies. */
async function take(page: Page, file: "page" | "bundle", info: TestInfo): Promise<string> {
  const download = page.waitForEvent("download");
  await page.locator(`main form[action$='/${file}'] button`).click();
  const path = info.outputPath(file === "page" ? "my-data.html" : "my-data.json");
  await (await download).saveAs(path);
  return path;
}

test.setTimeout(120_000);

for (const [tongue, whose] of [["English", IMRAN], ["Hindi", KAMLA]] as const) {
  test.describe(`in ${tongue}`, () => {
    test.beforeEach(async ({ page, person, signIn }) => signIn(page, person(whose)));

    test("a person takes both files away, once, and nobody else does", async ({
      page,
      browser,
      person,
      sandbox,
      elsewhere,
      signIn,
      javaScriptEnabled,
    }, info) => {
      const fits = (stop: string) => expectFits(page, stop, javaScriptEnabled);
      const who = person(whose);
      await page.goto("/settings");
      await page.locator("a[href='/my-data']").click();
      await fits("before asking");
      const asked = Date.now();
      await page.locator("form[action='/my-data/ask'] button").click();
      await expect(page).toHaveURL("/my-data/code");
      await fits("code");
      await answer(page, await sandbox.lastCode(who.phone, asked));
      await expect(page).toHaveURL(/\/my-data(\?over)?$/);

      // Nobody touches the page: it looks again by itself.
      const ways = page.locator("main form[action$='/page'], main form[action$='/bundle']");
      await expect(ways).toHaveCount(2, { timeout: MADE_MS });
      await fits("ready");

      const other = await elsewhere();
      await signIn(other, who);
      for (const way of await ways.all()) {
        const path = (await way.getAttribute("action")) ?? "";
        const form = { headers: { origin: new URL(page.url()).origin }, maxRedirects: 0 };
        const refused = await other.request.post(path, form);
        expect([refused.status(), refused.headers()["location"]]).toEqual([303, "/my-data"]);
      }
      await other.goto("/my-data");
      await expect(other.locator("form[action='/my-data/ask']")).toHaveCount(1);
      await expect(other.locator("main form[action$='/page']"), "another session has no files").toHaveCount(0);

      const bundle = JSON.parse(await readFile(await take(page, "bundle", info), "utf8")) as { resourceType: string; entry: Entry[] };
      expect(bundle.resourceType).toBe("Bundle");
      const kinds = new Set(bundle.entry.map(({ resource }) => resource.resourceType));
      for (const kind of ["Patient", "DiagnosticReport", "Observation", "AuditEvent"]) expect(kinds).toContain(kind);
      expect(JSON.stringify(bundle)).toContain(who.identifier);

      const paper = await take(page, "page", info);
      const html = await readFile(paper, "utf8");
      expect(html).not.toMatch(/<script|<link|<iframe|\s(?:src|href)="(?!data:|#)/i);
      const offline = await browser.newContext({ javaScriptEnabled: false, offline: true });
      const wanted: string[] = [];
      offline.on("request", (request) => wanted.push(request.url()));
      const kept = await offline.newPage();
      await kept.goto(pathToFileURL(paper).href);
      await expect(kept.locator("h1")).toContainText(who.name);
      await expect(kept.locator("table").first()).toBeVisible();
      expect(wanted.filter((url) => !url.startsWith("data:")).slice(1), "it asks for nothing").toEqual([]);
      await kept.setViewportSize({ width: 360, height: 740 });
      const wide = await kept.locator("html").evaluate((it) => it.scrollWidth - it.clientWidth);
      expect.soft(wide, "the page that was taken is too wide").toBeLessThanOrEqual(0);
      await offline.close();

      // The page does not know yet that the file is gone. For a moment its scripts take a second press for a slip.
      await expect(async () => {
        await page.locator("main form[action$='/page'] button").click();
        await expect(page).toHaveURL("/my-data", { timeout: 1_500 });
      }).toPass({ timeout: 20_000 });
      await expect(page.getByRole("status").first()).toBeVisible();
      await expect(page.getByRole("alert"), "it is no fault of theirs").toHaveCount(0);
      await expect(page.locator("main form[action$='/page'], main form[action$='/bundle']")).toHaveCount(0);
      await fits("taken");
    });

    test("a person asks to be erased, sees when, and stops it", async ({ page, person, portal, sandbox, javaScriptEnabled }) => {
      const fits = (stop: string) => expectFits(page, stop, javaScriptEnabled);
      const who = person(whose);
      await page.goto("/my-data");
      const section = page.locator("section[aria-labelledby='erasure-title']");
      await expect(section, "the notice period").toContainText("30");
      await expect(section, "how long records are kept").toContainText(/20[2-9]\d/);
      const asked = Date.now();
      await section.locator("form[action='/my-data/erase/ask'] button").click();
      await expect(page).toHaveURL("/my-data/erase/code");
      await answer(page, await sandbox.lastCode(who.phone, asked));
      await expect(page).toHaveURL("/my-data");
      const stop = section.locator("form[action='/my-data/erase/stop'] button");
      await expect(stop).toBeVisible();
      await fits("asked");
      await desk(portal, ["erasure", "confirm", "--patient", who.identifier]);
      await page.reload();
      await expect(section.locator("strong")).toContainText(/\d/);
      await fits("confirmed");
      await stop.click();
      await expect(page).toHaveURL("/my-data");
      await expect(section.locator("form[action='/my-data/erase/ask']")).toHaveCount(1);
      await fits("stopped");
      expect(await desk(portal, ["erasure", "list"])).toContain("0 request(s)");
    });
  });
}
