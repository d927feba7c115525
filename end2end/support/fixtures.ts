import { test as base, type Page } from "@playwright/test";
import type { Person } from "./demo.ts";
import { type Portal, startPortal } from "./portal.ts";
import { type Sandbox, sandboxOf } from "./sandbox.ts";
import { signIn } from "./signIn.ts";

interface Worker {
  portal: Portal;
}

interface Each {
  sandbox: Sandbox;
  /** The first demo person of a role; fails the test if there is none. */
  personOf: (role: string) => Person;
  signIn: (page: Page, person: Person) => Promise<void>;
}

/** Playwright's `test`, with a demo portal that lives as long as the worker. */
export const test = base.extend<Each, Worker>({
  portal: [
    async ({}, use) => {
      const portal = await startPortal();
      await use(portal);
      await portal.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  baseURL: async ({ portal }, use) => use(portal.address),
  sandbox: async ({ portal }, use) => use(sandboxOf(portal.address)),
  personOf: async ({ portal }, use) =>
    use((role) => {
      const person = portal.people.find((each) => each.role === role);
      if (!person) throw new Error(`The demo clinic has no ${role}.`);
      return person;
    }),
  signIn: async ({ sandbox }, use) => use((page, person) => signIn(page, sandbox, person)),
});

export { expect } from "@playwright/test";
