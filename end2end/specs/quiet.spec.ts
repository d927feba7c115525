import { readFile } from "node:fs/promises";
import { get } from "node:http";
import { brotliDecompressSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { expect, test } from "../support/fixtures.ts";
import { ANITA } from "../support/people.ts";
import { tour } from "../support/tour.ts";

/** What a first visit may cost, in bytes on the wire. */
const BUDGET = 14 * 1024;

test.setTimeout(90_000);

test("the sign-in page is small", async ({ page }) => {
  const sizes = new Map<string, number>();
  page.on("response", async (response) => {
    const { responseBodySize } = await response.request().sizes();
    sizes.set(new URL(response.url()).pathname, responseBodySize);
  });
  await page.goto("/sign-in", { waitUntil: "networkidle" });
  const css = [...sizes.keys()].filter((path) => path.endsWith(".css"));
  expect(css).toHaveLength(1);
  expect([...sizes.keys()].some((path) => /\.(js|wasm|woff2?)$/.test(path)), [...sizes.keys()].join()).toBe(false);
  await expect.poll(() => sizes.size).toBeGreaterThanOrEqual(2);
  const whole = (sizes.get("/sign-in") ?? Infinity) + (sizes.get(css[0] ?? "") ?? Infinity);
  expect(whole).toBeLessThan(BUDGET);
  expect(whole).toBeGreaterThan(2_000);
});

test("styles travel compressed, under a name that says their content, and are kept for good", async ({ portal, page }) => {
  await page.goto("/sign-in");
  const address = (await page.locator("link[rel=stylesheet]").getAttribute("href")) ?? "";
  expect(address).toMatch(/^\/assets\/main\.[0-9a-f]{10}\.css$/);
  const { headers, body } = await raw(portal.address + address, "br");
  expect(headers["content-encoding"]).toBe("br");
  expect(headers["cache-control"]).toContain("immutable");
  expect(brotliDecompressSync(body).toString()).toContain("--paper");
});

test("on its way through every page, a browser loads what is needed and keeps nothing", async ({
  page,
  sandbox,
  person,
  portal,
  javaScriptEnabled,
}) => {
  // Every test listens to the console and to where requests go; here every page has its turn.
  let headers: Record<string, string> = {};
  page.on("response", (response) => {
    const isPage = response.request().isNavigationRequest() && response.status() !== 303;
    if (isPage) headers = response.headers();
  });
  const look = async (stop: string) => {
    const wakes = (await page.locator("leptos-island, #phone").count()) > 0;
    if (!wakes) {
      await expect(page.locator("script"), stop).toHaveCount(0);
      expect((await loaded(page)).filter((path) => /\.(js|wasm)$/.test(path)), stop).toEqual([]);
    }
    expect(await page.locator("[style], [onclick], [onload], style, script:not([src])").count(), stop).toBe(0);
    expect(headers["cache-control"], stop).toBe("no-store");
    expect(headers["content-security-policy"], stop).toContain("default-src 'none'");
    expect(headers["content-security-policy"], stop).not.toContain("unsafe-inline");
    headers = {};
    if (javaScriptEnabled !== false) expect(await kept(page), stop).toEqual([]);
  };
  await tour({ page, sandbox, person, portal: portal.address, look });
});

test("what wakes a page's islands comes once, compressed", async ({ page, person, signIn, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, "islands are scripts");
  const sizes = new Map<string, number>();
  page.on("response", async (response) => {
    const path = new URL(response.url()).pathname;
    const { responseBodySize } = await response.request().sizes();
    if (path.startsWith("/assets/")) sizes.set(path, (sizes.get(path) ?? 0) + responseBodySize);
  });
  await signIn(page, person(ANITA));
  await page.goto("/labs", { waitUntil: "networkidle" });
  await page.goto("/home", { waitUntil: "networkidle" });
  const wasm = [...sizes].filter(([path]) => path.endsWith(".wasm"));
  expect(wasm).toHaveLength(1);
  expect(wasm[0]?.[1]).toBeGreaterThan(1_000);
  expect(wasm[0]?.[1]).toBeLessThanOrEqual(await budget("islands.wasm"));
});

/** The most that an asset may weigh, in bytes, as `cargo xtask check` has it. */
async function budget(asset: string): Promise<number> {
  const file = new URL("../../xtask/budgets.json", import.meta.url);
  const budgets = JSON.parse(await readFile(file, "utf8")) as Record<string, number>;
  return budgets[asset] ?? 0;
}

/** The paths that the page on the screen has loaded. */
async function loaded(page: Page): Promise<string[]> {
  const names = await page.evaluate(() => performance.getEntriesByType("resource").map((entry) => entry.name));
  return names.map((name) => new URL(name).pathname);
}

/** What scripts have put away, wherever a browser lets them. */
async function kept(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const stores = [localStorage, sessionStorage].flatMap((store) => Object.keys(store));
    const databases = (await indexedDB.databases()).map(({ name }) => name ?? "");
    const workers = (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope);
    return [...stores, ...databases, ...(await caches.keys()), ...workers, document.cookie].filter(Boolean);
  });
}

/** An answer as it travels, to somebody who is not signed in. */
async function raw(url: string, encoding: string) {
  return new Promise<{ headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
    get(url, { headers: { "accept-encoding": encoding } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () => resolve({ headers: answer.headers, body: Buffer.concat(parts) }));
    }).on("error", reject);
  });
}
