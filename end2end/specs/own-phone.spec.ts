import type { Page } from "@playwright/test";
import { paper, pharmacist, scan, signInAtCounter } from "../support/counter.ts";
import { expectFits } from "../support/fits.ts";
import { expect, test } from "../support/fixtures.ts";
import { LEELA, VIMALA } from "../support/people.ts";
import { answer, wrong } from "../support/signIn.ts";
import { follow } from "../support/turn.ts";

// A portal of its own: what other specs look up would wait for its patient too, and every page is looked at while a code lives.
test.use({ settings: { MEDSEAL_LIMITS_NUMBER_HOUR: "100", MEDSEAL_LIMITS_NUMBER_DAY: "200", MEDSEAL_CODES_LIFE_SECONDS: "90" } });
test.setTimeout(120_000);

const ENGLISH = {
  lookedAt: "The patient is looking at it",
  collects: "Who collects?",
  given: "This is written down.",
  denial: "Did you not collect this?",
  refused: "The patient said no",
  over: "The time for this has passed",
  counterOnly: "This page is for pharmacies",
};
const HINDI: typeof ENGLISH = {
  lookedAt: "मरीज़ देख रहे हैं",
  collects: "कौन ले रहा है?",
  given: "यह लिख लिया गया।",
  denial: "क्या आपने यह नहीं लिया?",
  refused: "मरीज़ ने मना किया",
  over: "इसका समय निकल गया",
  counterOnly: "यह पन्ना दवा की दुकानों के लिए है",
};

/** Names somebody who may collect today. */
async function nameCollector(page: Page, code: (asked: number) => Promise<string>): Promise<void> {
  await page.goto("/prescriptions/send");
  const asked = Date.now();
  await follow(page.locator("form[action$='/ask'] button"));
  await answer(page, await code(asked));
  await expect(page).toHaveURL("/prescriptions/send/who");
  await page.locator("#name").fill("Meera Joshi");
  await page.locator("#day").fill(new Date().toLocaleDateString("en-CA", { timeZone: "Asia/Kolkata" }));
  await follow(page.locator("main form[action$='/who'] button"));
  await expect(page).toHaveURL("/prescriptions/send");
}

/** Goes from the first page to what a pharmacy asks. */
async function openAsked(page: Page): Promise<void> {
  await page.goto("/home");
  await follow(page.locator("a[href^='/prescriptions/asked/']").first());
}

for (const [locale, words] of [["en-IN", ENGLISH], ["hi-IN", HINDI]] as const) {
  test.describe(`in ${locale}`, () => {
    test.use({ locale });

    test("the patient says yes on their own phone, and the counter's page follows", async ({
      page,
      elsewhere,
      sandbox,
      portal,
      person,
      signIn,
      javaScriptEnabled,
    }) => {
      const patients = await elsewhere();
      const atCounter = (stop: string) => expectFits(page, stop, javaScriptEnabled);
      const onPhone = (stop: string) => expectFits(patients, stop, javaScriptEnabled);
      const { phone } = person(VIMALA);
      await signIn(patients, person(VIMALA));
      await nameCollector(patients, (asked) => sandbox.lastCode(phone, asked));
      await signInAtCounter(page, sandbox, pharmacist(portal, LEELA));
      const asked = Date.now();
      await scan(page, paper(portal, VIMALA, 2).number);
      const { pathname } = new URL(page.url());
      const see = async () => {
        if (javaScriptEnabled === false) await follow(page.locator(`main a[href='${pathname}']`));
      };

      for (const path of ["/prescriptions", "/home"]) {
        await patients.goto(path);
        await expect(patients.locator("main a.button[href^='/prescriptions/asked/']")).toHaveCount(1);
        await onPhone(`${path}, a pharmacy waits`);
      }
      await openAsked(patients);
      await onPhone("a pharmacy asks, code");
      const code = await sandbox.lastCode(phone, asked);
      await answer(patients, wrong(code));
      await expect(patients.getByRole("alert")).toBeVisible();
      await onPhone("a pharmacy asks, a wrong code");
      await answer(patients, code);
      const yes = patients.locator("form[action$='/yes'] button");
      await expect(yes).toBeVisible();
      await onPhone("a pharmacy asks, yes or no");
      await see();
      await expect(page.locator("h1")).toHaveText(words.lookedAt);
      await atCounter("the patient looks at it");

      await follow(yes);
      await onPhone("a pharmacy may hand over");
      await patients.goto("/home");
      await expect(patients.locator("main a[href^='/prescriptions/asked/']:not(.button)")).toHaveCount(1);
      await onPhone("home, a pharmacy may hand over");
      await see();
      const handOver = page.locator("form[action$='/dispense'] button");
      await expect(handOver).toBeVisible();
      expect(new URL(page.url()).pathname).toBe(pathname);
      await expect(page.getByRole("group", { name: words.collects }).getByRole("radio")).toHaveCount(2);
      await atCounter("medicines, and who collects");

      await page.getByRole("radio", { name: "Meera Joshi" }).check();
      await follow(handOver);
      await expect(page.locator("h1")).toHaveText(words.given);
      await patients.goto(pathname.replace("/pharmacy/", "/prescriptions/asked/"));
      await onPhone("a pharmacy asked, and handed over");
      await follow(patients.locator("main a[href^='/prescriptions/']").last());
      await onPhone("a prescription of which something was handed over");
      await follow(patients.locator("a[href*='/given/']").first());
      await expect(patients.locator("h1")).toHaveText(words.denial);
      await onPhone("was it not collected?");
      await follow(page.locator("form[action$='/undo'] button"));
      await patients.goto("/prescriptions/send");
      await follow(patients.getByRole("button", { name: "Meera Joshi" }));
      await patients.goto("/pharmacy");
      await expect(patients.locator("h1")).toHaveText(words.counterOnly);
    });

    test("the patient says no, or the pharmacist leaves, and nothing is handed over", async ({
      page,
      elsewhere,
      sandbox,
      portal,
      person,
      signIn,
      javaScriptEnabled,
    }) => {
      const patients = await elsewhere();
      const atCounter = (stop: string) => expectFits(page, stop, javaScriptEnabled);
      const onPhone = (stop: string) => expectFits(patients, stop, javaScriptEnabled);
      const { number } = paper(portal, VIMALA, 2);
      await signIn(patients, person(VIMALA));
      await signInAtCounter(page, sandbox, pharmacist(portal, LEELA));
      await scan(page, number);
      await openAsked(patients);
      await follow(patients.locator("form[action$='/no'] button"));
      await expect(patients.locator("form[action$='/no']")).toHaveCount(0);
      await onPhone("the patient said no");
      if (javaScriptEnabled === false) await page.reload();
      await expect(page.locator("h1")).toHaveText(words.refused);
      await atCounter("the patient said no");

      await follow(page.locator("main a[href='/pharmacy']"));
      await scan(page, number);
      const { pathname } = new URL(page.url());
      await openAsked(patients);
      await follow(page.locator("nav form[action='/sign-out'] button"));
      await patients.reload();
      await expect(patients.locator("main form")).toHaveCount(0);
      await onPhone("what a pharmacy asked is over");
      await signInAtCounter(page, sandbox, pharmacist(portal, LEELA));
      await follow(page.locator(`.look-ups a[href='${pathname}']`));
      await expect(page.locator("h1")).toHaveText(words.over);
      await atCounter("a look-up that is over");
    });
  });
}
