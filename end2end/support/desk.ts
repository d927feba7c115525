import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, type Page } from "@playwright/test";
import { foreign, type Portal } from "./portal.ts";
import type { Sandbox } from "./sandbox.ts";
import { answer } from "./signIn.ts";
import { follow } from "./turn.ts";

/** 29 February 1948. */
export const BORN = { day: "29", month: "2", year: "1948" } as const;

/** A patient whom staff added, with the password that they choose. */
export interface Enrolled {
  readonly number: string;
  readonly phone: string;
  readonly password: string;
}

/** Adds a patient who was born on that day, as staff do at the desk; gives the patient number that is printed. */
export async function addPatient(portal: Portal, name: string, phone: string): Promise<string> {
  const sheet = JSON.stringify({ name, born: "1948-02-29", phones: [phone] });
  const stdout = await desk(portal, ["patient", "add", "--file", "-"], sheet);
  const number = /The patient number is (\S+)\./.exec(stdout)?.[1];
  if (!number) throw new Error(`no patient number in: ${stdout}`);
  return number;
}

/** Runs one of the clinic's own commands beside the portal, which reads what is typed, and gives what it says. */
export async function desk(portal: Portal, command: readonly string[], typed = ""): Promise<string> {
  const binary = process.env["MEDSEAL_BIN"];
  if (!binary) throw new Error("MEDSEAL_BIN is not set: run the specs with `cargo xtask test e2e`.");
  const running = promisify(execFile)(binary, ["--home", portal.home, ...command], { env: foreign(process.env) });
  running.child.stdin?.end(typed);
  const { stdout } = await running;
  return stdout;
}

/** A phone number of the examples that no other test has. */
export function freshPhone(): string {
  return `+91555010${String(Math.floor(Math.random() * 9000) + 1000)}`;
}

/** Activates an account whose owner was born on that day; they are signed in then. */
export async function activate(page: Page, sandbox: Sandbox, who: Enrolled): Promise<void> {
  await page.goto("/activate");
  const asked = Date.now();
  await claim(page, who.number);
  await answer(page, await sandbox.lastCode(who.phone, asked));
  await page.locator("#accept").check();
  await page.locator("#password").fill(who.password);
  await follow(page.locator("main form button"));
  await expect(page).toHaveURL("/home");
}

/** Says who one is, by number and birth date, on the page that asks for them. */
export async function claim(page: Page, number: string, born: Readonly<Record<string, string>> = BORN): Promise<void> {
  await page.locator("#identifier").fill(number);
  for (const [field, value] of Object.entries(born)) await page.locator(`#${field}`).fill(value);
  await follow(page.locator("main form button").first());
}
