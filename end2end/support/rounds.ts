import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import { letIn, paper, pharmacist, scan, signInAtCounter } from "./counter.ts";
import type { Person } from "./demo.ts";
import { addPatient, claim, freshPhone } from "./desk.ts";
import { askForCode, reportOf, WITH_PAPER } from "./labs.ts";
import { ANITA, GOPAL, GOPALS_PIN, LALITA, LEELA, MOTHER, VIMALA, YUSUF } from "./people.ts";
import type { Portal } from "./portal.ts";
import type { Sandbox } from "./sandbox.ts";
import { answer, begin, signIn, signOut } from "./signIn.ts";
import type { Stops } from "./stops.ts";
import { follow, turn } from "./turn.ts";

/** Who goes round, where, and who writes down what is seen. */
export interface Round {
  readonly page: Page;
  /** A page in another browser, for a pharmacy's counter. */
  readonly other: Page;
  readonly portal: Portal;
  readonly sandbox: Sandbox;
  readonly person: (number: string) => Person;
  readonly stops: Stops;
}

/** Sisters who were born on one day and share a phone: a page names both. */
export const SISTERS = ["Charulata Ramanathan", "Hemavathi Ramanathan"] as const;
/** How long the files take that somebody takes away, in milliseconds. */
const MADE_MS = 30_000;

/** Shows every page that shows something of a person, in one browser; the last person stays signed in, with a report open. */
export async function goRound(round: Round): Promise<void> {
  await strangers(round);
  await families(round);
  await prescriptions(round);
  await counter(round);
  await settings(round);
  await own(round);
  await report(round);
}

/** Presses what sends a code, looks at its page and answers. */
async function passCode({ page, sandbox, stops }: Round, form: string, phone: string): Promise<void> {
  const asked = Date.now();
  await follow(page.locator(`form[action$='${form}'] button`).first());
  await stops.see();
  await answer(page, await sandbox.lastCode(phone, asked));
}

/** Accounts that begin, and a password that is set anew: pages of people who are not signed in. */
async function strangers({ page, sandbox, portal, stops }: Round): Promise<void> {
  const phone = freshPhone();
  const prove = async (number: string) => {
    const asked = Date.now();
    await claim(page, number);
    await answer(page, await sandbox.lastCode(phone, asked));
  };
  for (const name of SISTERS) {
    const number = await addPatient(portal, name, phone);
    await page.goto("/activate");
    await prove(number);
    await expect(page).toHaveURL("/activate/password");
    await stops.see();
    await page.locator("#accept").check();
    await page.locator("#password").fill("four quiet rivers");
    await follow(page.locator("main form button"));
    await expect(page).toHaveURL("/home");
    await signOut(page);
  }
  await page.goto("/forgotten");
  await prove(phone);
  await expect(page).toHaveURL("/forgotten/password");
  for (const name of SISTERS) await expect(page.locator("main")).toContainText(name);
  await stops.see();
}

async function families(round: Round): Promise<void> {
  const { page, sandbox, person, portal, stops } = round;
  const [mother, gopal] = [person(MOTHER), person(GOPAL)];
  let asked = Date.now();
  await begin(page, mother.phone, mother.password);
  await stops.see();
  await answer(page, await sandbox.lastCode(mother.phone, asked));
  await expect(page).toHaveURL("/sign-in/who");
  await stops.see();
  await follow(page.locator("button.choice").first());
  await signOut(page);
  asked = Date.now();
  await begin(page, gopal.identifier, gopal.password);
  await answer(page, await sandbox.lastCode(gopal.phone, asked));
  await expect(page).toHaveURL("/sign-in/pin");
  await stops.see();
  await page.locator("#pin").fill(GOPALS_PIN);
  await follow(page.locator("main form button"));
  await signOut(page);
  await signIn(page, sandbox, person(LALITA), portal.address);
  await page.goto("/family");
  await stops.see();
  await follow(page.locator("form[action='/family/act'] button"));
  await expect(page.locator(".acting")).toBeVisible();
  await stops.see();
  await page.goto("/labs");
  await stops.see();
  await signOut(page);
}

async function prescriptions(round: Round): Promise<void> {
  const { page, other, sandbox, person, portal, stops } = round;
  const vimala = person(VIMALA);
  await signIn(page, sandbox, vimala, portal.address);
  await page.goto("/prescriptions");
  await stops.see();
  await follow(page.locator("#prescriptions-current + ul a.report").first());
  await stops.see();
  await passCode(round, "/ask", vimala.phone);
  await expect(page.locator(".clock")).toBeVisible();
  await stops.see();
  await page.goto("/prescriptions/send");
  await stops.see();
  await passCode(round, "/send/ask", vimala.phone);
  await expect(page).toHaveURL("/prescriptions/send/who");
  await stops.see();

  await signInAtCounter(other, sandbox, pharmacist(portal, LEELA));
  const asked = Date.now();
  await scan(other, paper(portal, VIMALA, 2).number);
  await page.goto("/home");
  await follow(page.locator("a[href^='/prescriptions/asked/']").first());
  await stops.see();
  await answer(page, await sandbox.lastCode(vimala.phone, asked));
  await stops.see();
  await follow(page.getByRole("button", { name: "Yes, give me these" }));
  // With scripts its page goes on by itself, maybe at this moment.
  await expect(() => other.reload()).toPass();
  await follow(other.getByRole("button", { name: "Handed over" }));
  await follow(page.locator("main a[href^='/prescriptions/']").last());
  await follow(page.locator("a[href*='/given/']").first());
  await stops.see();
  await follow(other.getByRole("button", { name: "Undo it" }));
  await signOut(page);
}

async function counter({ page, sandbox, person, portal, stops }: Round): Promise<void> {
  const [leela, yusuf] = [pharmacist(portal, LEELA), pharmacist(portal, YUSUF)];
  const { number } = paper(portal, VIMALA, 1);
  let asked = Date.now();
  await page.goto("/pharmacy/sign-in");
  await page.locator("#identifier").fill(leela.identifier);
  await page.locator("#password").fill(leela.password);
  await turn(page, () => page.locator("#password").press("Enter"));
  await stops.see();
  await answer(page, await sandbox.lastCode(leela.phone, asked));
  await expect(page).toHaveURL("/pharmacy");
  await letIn(page, sandbox, number, person(VIMALA).phone);
  await stops.see();
  await page.goto("/pharmacy");
  await stops.see();
  await scan(page, number);
  await stops.see();
  await follow(page.locator("a[href$='/without-code']"));
  await page.locator("#reason").fill("Her phone was stolen this morning");
  await stops.see();
  asked = Date.now();
  await page.locator("#identifier").fill(yusuf.identifier);
  await page.locator("#password").fill(yusuf.password);
  await turn(page, () => page.locator("#password").press("Enter"));
  await sandbox.lastCode(yusuf.phone, asked);
  await stops.see();
  await follow(page.locator("nav form[action='/sign-out'] button"));
}

async function settings(round: Round): Promise<void> {
  const { page, sandbox, person, portal, stops } = round;
  const { phone } = person(ANITA);
  await signIn(page, sandbox, person(ANITA), portal.address);
  await page.goto("/home");
  await stops.see();
  for (const path of ["/settings", "/settings/password", "/settings/pin"]) {
    await page.goto("/settings");
    await stops.see();
    await passCode(round, `${path}/ask`, phone);
    await expect(page).toHaveURL(path === "/settings" ? "/settings/change" : path);
    await stops.see();
  }
  await page.goto("/settings/number");
  await page.locator("#phone").fill(freshPhone());
  await stops.see();
  await passCode(round, "/settings/number", phone);
  await expect(page).toHaveURL("/settings/number/new");
  await stops.see();
  await follow(page.locator("form[action='/settings/number/new/ask'] button"));
  await stops.see();
  for (const path of ["/notice", "/session/ending", "/security"]) {
    await page.goto(path);
    await stops.see();
  }
  await follow(page.locator("a[href$='/lost']").first());
  await stops.see();
}

/** What somebody's record of themselves says: their files, and who did what. */
async function own(round: Round): Promise<void> {
  const { page, person, stops } = round;
  await page.goto("/my-data");
  await stops.see();
  await passCode(round, "/my-data/ask", person(ANITA).phone);
  const ways = page.locator("main form[action$='/page'], main form[action$='/bundle']");
  await expect(ways).toHaveCount(2, { timeout: MADE_MS });
  await stops.see();
  await follow(page.locator("form[action='/my-data/erase/ask'] button"));
  await stops.see();
  await page.goto("/history?show=all");
  await stops.see();
  await follow(page.locator(".history-line a").last());
  await stops.see();
  const proof = page.locator("a[href$='/proof']");
  const { path, bytes } = await take(page, () => proof.click());
  stops.note(path, bytes.toString("utf8").split("\n").filter((line) => line.length >= 40));
  await page.goto("/history?show=sign-in");
  await follow(page.locator(".history-line a").first());
  await stops.see();
  await follow(page.locator("a[href*='/not-me']"));
  await stops.see();
}

async function report(round: Round): Promise<void> {
  const { page, sandbox, person, stops } = round;
  await page.goto("/labs");
  await stops.see();
  await follow(reportOf(page, WITH_PAPER).first());
  await stops.see();
  const code = await askForCode(page, sandbox, person(ANITA).phone);
  await stops.see();
  await answer(page, code);
  await expect(page.locator(".clock")).toBeVisible();
  await stops.see();
  const { path, bytes } = await take(page, () => page.locator("a[href*='/documents/']").first().click());
  const texts = [...bytes.toString("latin1").matchAll(/\(([^()\\]{10,})\) ?Tj/g)].map(([, text]) => text ?? "");
  stops.note(path, texts);
}

/** Takes a file by its link; gives its address and what is in it. */
async function take(page: Page, press: () => Promise<void>): Promise<{ path: string; bytes: Buffer }> {
  const downloading = page.waitForEvent("download");
  await press();
  const download = await downloading;
  return { path: new URL(download.url()).pathname, bytes: await readFile(await download.path()) };
}
