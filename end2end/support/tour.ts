import { expect, type Page } from "@playwright/test";
import type { Person } from "./demo.ts";
import { claim } from "./desk.ts";
import { askForCode } from "./labs.ts";
import { ANITA, ARJUN, IMRAN, MOTHER, ROHAN, VIMALA } from "./people.ts";
import type { Sandbox } from "./sandbox.ts";
import { answer, begin, signIn, signOut, spendTries, wrong } from "./signIn.ts";
import { follow } from "./turn.ts";

/** Where a tour goes, and what it takes. */
export interface Guide {
  readonly page: Page;
  readonly sandbox: Sandbox;
  readonly person: (number: string) => Person;
  /** The portal's address. */
  readonly portal: string;
  /** Looks at the page that is on the screen; the name says which page, in which state. */
  readonly look: (stop: string) => Promise<void>;
}

/** Shows every page of the portal in every state that looks different, in the language that the browser asks for. */
export async function tour(guide: Guide): Promise<void> {
  await strangers(guide);
  await claims(guide);
  await family(guide);
  await emptyHanded(guide);
  await reports(guide);
  await leaving(guide);
  await prescriptions(guide);
}

async function strangers(guide: Guide): Promise<void> {
  const { page, person, look } = guide;
  const visit = async (path: string, stop: string) => {
    await page.goto(path);
    await look(stop);
  };
  await visit("/sign-in", "sign-in");
  await begin(page, "", "");
  await look("sign-in, left empty");
  await visit("/labs", "sign-in, sent here from another page");
  const arjun = person(ARJUN);
  await begin(page, arjun.identifier, arjun.password);
  await look("sign-in, a number that is not served");
  await visit("/nowhere", "a page that does not exist");
  await pausedCodes(guide);
  await visit("/sandbox/phone", "phone");
}

async function claims({ page, look }: Guide): Promise<void> {
  for (const [path, stop] of [["/activate", "activate"], ["/forgotten", "forgotten"]] as const) {
    await page.goto(path);
    await look(stop);
    await follow(page.locator("main form button").first());
    await look(`${stop}, left empty`);
    await claim(page, `SJ-${String(Date.now()).slice(-6)}`);
    await expect(page).toHaveURL(`${path}/code`);
    await look(`${stop}, code`);
  }
}

async function settings({ page, sandbox, look }: Guide, phone: string): Promise<void> {
  await page.goto("/notice");
  await look("notice");
  await page.goto("/security");
  await look("devices");
  await follow(page.locator("a[href$='/lost']").first());
  await look("is this device lost");
  await page.goto("/cleared");
  await look("a cleared browser");
  for (const [path, next] of [["/settings", "/settings/change"], ["/settings/password", "/settings/password"]] as const) {
    await page.goto("/settings");
    await look("settings");
    const asked = Date.now();
    await follow(page.locator(`form[action='${path}/ask'] button`));
    await look(`${path}, code`);
    await answer(page, await sandbox.lastCode(phone, asked));
    await expect(page).toHaveURL(next);
    await look(next);
  }
}

async function pausedCodes({ page, portal, look }: Guide): Promise<void> {
  const nobody = `SJ-${String(Date.now()).slice(-6)}`;
  await spendTries(page, portal, nobody);
  await page.goto("/sign-in/code");
  await look("a code that wrong tries ended");
  for (let round = 2; round <= 3; round += 1) await spendTries(page, portal, nobody);
  await begin(page, nobody, "a password of nobody's");
  await look("codes that pause");
}

async function family({ page, sandbox, person, look }: Guide): Promise<void> {
  const mother = person(MOTHER);
  const asked = Date.now();
  await begin(page, mother.phone, mother.password);
  await expect(page).toHaveURL(/\/sign-in\/code$/);
  await look("sign-in code");
  const code = await sandbox.lastCode(mother.phone, asked);
  await answer(page, wrong(code));
  await look("sign-in code, a wrong try");
  await answer(page, code);
  await expect(page).toHaveURL(/\/sign-in\/who$/);
  await look("who is it");
  await follow(page.locator("button.choice").first());
  await expect(page).toHaveURL(/\/(home|labs)$/);
  await signOut(page);
  await look("signed out");
}

async function emptyHanded(guide: Guide): Promise<void> {
  const { page, sandbox, person, portal, look } = guide;
  await signIn(page, sandbox, person(ROHAN), portal);
  await page.goto("/home");
  await look("home, without reports");
  await page.goto("/labs");
  await look("reports, none");
  await settings(guide, person(ROHAN).phone);
  await signOut(page);
}

async function reports({ page, sandbox, person, portal, look }: Guide): Promise<void> {
  const anita = person(ANITA);
  await signIn(page, sandbox, anita, portal);
  await page.goto("/home");
  await look("home");
  const open = async (place: number, stop: string, each: (code: string) => Promise<void>) => {
    await page.goto("/labs");
    await follow(page.locator("a.report-sealed").nth(place));
    await each(await askForCode(page, sandbox, anita.phone));
    await expect(page.locator(".clock")).toBeVisible();
    await look(stop);
  };
  await page.goto("/labs");
  await look("reports");
  await follow(page.locator("a.report-review"));
  await look("report under review");
  await page.goto("/labs");
  await follow(page.locator("a.report-sealed").first());
  await look("sealed report");
  await open(0, "open report, one value critical", async (code) => {
    await look("report code");
    await answer(page, wrong(code));
    await look("report code, a wrong try");
    await answer(page, code);
  });
  // The next sealed one but one: the year's health check, with panels and the laboratory's own paper.
  await open(1, "open report, with a paper", (code) => answer(page, code));
  await page.goto("/labs");
  await look("reports, some open");
  await follow(page.locator("a.report-open").first());
  await follow(page.locator(".clock button"));
  await look("sealed report, sealed by hand");
  await page.goto("/labs/00000000-0000-7000-8000-000000000000");
  await look("a report that does not exist");
}

async function prescriptions({ page, sandbox, person, portal, look }: Guide): Promise<void> {
  const { phone } = person(VIMALA);
  await signIn(page, sandbox, person(VIMALA), portal);
  await page.goto("/prescriptions");
  await look("prescriptions");
  await follow(page.locator("#prescriptions-current + ul a.report").first());
  await expect(page.locator(".rx-number")).toBeVisible();
  await look("prescription, for the counter");
  let asked = Date.now();
  await follow(page.locator("form[action$='/ask'] button"));
  await look("prescription code");
  await answer(page, await sandbox.lastCode(phone, asked));
  await expect(page.locator(".clock")).toBeVisible();
  await look("open prescription");
  await follow(page.locator(".clock button"));
  await look("prescription, sealed by hand");
  await page.goto("/prescriptions/send");
  await look("somebody else collects");
  asked = Date.now();
  await follow(page.locator("form[action$='/ask'] button"));
  await look("code to name who collects");
  await answer(page, await sandbox.lastCode(phone, asked));
  await expect(page).toHaveURL("/prescriptions/send/who");
  await look("who collects");
  await follow(page.locator("main form[action$='/who'] button"));
  await look("who collects, left empty");
  await signOut(page);
}

async function leaving({ page, sandbox, person, portal, look }: Guide): Promise<void> {
  await page.goto("/session/ending");
  await look("are you still there");
  await follow(page.locator("form[action='/session/stay'] button").first());
  await look("reports, after staying");
  await signOut(page);
  const imran = person(IMRAN);
  await signIn(page, sandbox, imran, portal);
  await page.goto("/labs");
  await follow(page.locator("a.report-sealed").nth(1));
  await answer(page, await askForCode(page, sandbox, imran.phone));
  await expect(page.locator(".clock")).toBeVisible();
  await look("open report, values of every kind");
  await signOut(page);
}
