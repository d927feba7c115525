import { test as base, expect, type BrowserContext, type Page } from "@playwright/test";
import type { Person } from "./demo.ts";
import { reportOf, unseal } from "./labs.ts";
import { listenTo, type Noise } from "./noise.ts";
import { type Portal, type Settings, startPortal } from "./portal.ts";
import { type Sandbox, sandboxOf } from "./sandbox.ts";
import { signIn } from "./signIn.ts";

interface Worker {
  /** What a file's own portal has set otherwise. */
  settings: Settings;
  portal: Portal;
}

interface Each {
  /** Paths at which scripts are refused in a test, which Chromium reports in its console. */
  refusals: readonly string[];
  sandbox: Sandbox;
  /** The demo person with a patient number; fails the test if there is none. */
  person: (number: string) => Person;
  signIn: (page: Page, person: Person) => Promise<void>;
  /** Signs a demo person in and opens a report of theirs: that of a date, else the newest. Gives its address. */
  openReport: (page: Page, number: string, date?: string) => Promise<string>;
  /** A page in a browser that shares nothing with the test's own. */
  elsewhere: () => Promise<Page>;
}

/** Playwright's `test`, with a demo portal that lives as long as the worker. Every test fails that makes a noise. */
export const test = base.extend<Each, Worker>({
  settings: [{}, { option: true, scope: "worker" }],
  portal: [
    async ({ settings }, use) => {
      const portal = await startPortal(settings);
      await use(portal);
      await portal.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  refusals: [[], { option: true }],
  baseURL: async ({ portal }, use) => use(portal.address),
  sandbox: async ({ portal }, use) => {
    const sandbox = sandboxOf(portal.address);
    await use(sandbox);
    // Whatever a test told the operator is not for the next one.
    await sandbox.operate({});
  },
  person: async ({ portal }, use) =>
    use((number) => {
      const person = portal.people.find((each) => each.identifier === number);
      if (!person) throw new Error(`The demo clinic has no ${number}.`);
      return person;
    }),
  signIn: async ({ sandbox, portal }, use) => use((page, person) => signIn(page, sandbox, person, portal.address)),
  openReport: async ({ sandbox, person, signIn }, use) =>
    use(async (page, number, date) => {
      await signIn(page, person(number));
      await page.goto("/labs");
      const link = date === undefined ? page.locator("a.report-sealed") : reportOf(page, date);
      return unseal(page, sandbox, person(number).phone, link.first());
    }),
  context: async ({ context, portal, refusals }, use) => {
    const noise = listenTo(context, portal.address, refusals);
    await use(context);
    expectQuiet(noise);
  },
  elsewhere: async ({ browser, portal, refusals }, use) => {
    const opened: [BrowserContext, Noise][] = [];
    await use(async () => {
      const context = await browser.newContext({ baseURL: portal.address });
      opened.push([context, listenTo(context, portal.address, refusals)]);
      return context.newPage();
    });
    for (const [context] of opened) await context.close();
    for (const [, noise] of opened) expectQuiet(noise);
  },
});

function expectQuiet(noise: Noise): void {
  expect(noise.heard(), "what the browser complained of").toEqual([]);
}

export { expect };
