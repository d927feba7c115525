import { readFile, writeFile } from "node:fs/promises";
import type { TestInfo } from "@playwright/test";
import { paper, pharmacist, scan, signInAtCounter } from "../support/counter.ts";
import { desk } from "../support/desk.ts";
import { expectFits } from "../support/fits.ts";
import { expect, test } from "../support/fixtures.ts";
import { LEELA, VIMALA, YUSUF } from "../support/people.ts";
import type { Portal } from "../support/portal.ts";
import { answer } from "../support/signIn.ts";
import { follow, turn } from "../support/turn.ts";

// A portal of its own, since for a time its patient has another number.
test.use({ settings: { MEDSEAL_LIMITS_NUMBER_HOUR: "90" } });
test.setTimeout(90_000);

/** Vimala's number, as the demo clinic's bundle has it. */
const MOBILE = "+91 555 010 0031";
/** A landline in an area that no town has. */
const LANDLINE = "+91 555 123 4567";

interface Bundle {
  readonly entry: readonly { readonly resource: { readonly resourceType: string; readonly id: string } }[];
}

/** Imports Vimala once more, with another phone number. */
async function setPhone(portal: Portal, phone: string, info: TestInfo): Promise<void> {
  const text = await readFile(new URL("../../server/demo/08-prescriptions.json", import.meta.url), "utf8");
  expect(text).toContain(MOBILE);
  const bundle = JSON.parse(text.replaceAll(MOBILE, phone)) as Bundle;
  const entry = bundle.entry.filter(({ resource }) => resource.resourceType === "Patient" && resource.id === "vimala");
  const path = info.outputPath("patient.json");
  await writeFile(path, JSON.stringify({ ...bundle, entry }));
  await desk(portal, ["import", path]);
}

for (const locale of ["en-IN", "hi-IN"]) {
  test.describe(`in ${locale}`, () => {
    test.use({ locale });

    test("whom no text reaches reads that a second pharmacist stood for them, until they have seen it", async ({
      page,
      elsewhere,
      sandbox,
      portal,
      person,
      signIn,
      javaScriptEnabled,
    }, info) => {
      const patients = await elsewhere();
      const atCounter = (stop: string) => expectFits(page, stop, javaScriptEnabled);
      const onPhone = (stop: string) => expectFits(patients, stop, javaScriptEnabled);
      await signIn(patients, person(VIMALA));
      await setPhone(portal, LANDLINE, info);

      const yusuf = pharmacist(portal, YUSUF);
      await signInAtCounter(page, sandbox, pharmacist(portal, LEELA));
      await scan(page, paper(portal, VIMALA, 1).number);
      await atCounter("a code that is called out");
      await follow(page.locator("a[href$='/without-code']"));
      await atCounter("without a code");
      await page.locator("#reason").fill("Nobody is at home to take the call");
      await page.locator("#identifier").fill(yusuf.identifier);
      await page.locator("#password").fill(yusuf.password);
      const asked = Date.now();
      await turn(page, () => page.locator("#password").press("Enter"));
      await expect(page).toHaveURL(/\/without-code\/code$/);
      await atCounter("a second pharmacist's code");
      await answer(page, await sandbox.lastCode(yusuf.phone, asked));
      const handOver = page.locator("form[action$='/dispense'] button");
      await expect(handOver).toBeVisible();
      await atCounter("what a second pharmacist stands for");
      await follow(handOver);

      const notice = patients.locator(".notice a[href^='/prescriptions/asked/']");
      for (const path of ["/home", "/prescriptions"]) {
        await patients.goto(path);
        await expect(notice).toHaveCount(1);
        await expect(patients.locator("html")).toHaveAttribute("lang", locale.slice(0, 2));
        await onPhone(`${path}, after a second pharmacist`);
      }
      await follow(notice);
      await onPhone("what a second pharmacist stood for");
      await follow(patients.locator("form[action$='/seen'] button"));
      await expect(patients.getByRole("status").first()).toBeVisible();
      await patients.goto("/home");
      await expect(notice).toHaveCount(0);
      await follow(page.locator("form[action$='/undo'] button"));
      await setPhone(portal, MOBILE, info);
    });
  });
}
