import { letIn, paper, pharmacist, scan, signInAtCounter } from "../support/counter.ts";
import { faults } from "../support/faults.ts";
import { expect, test } from "../support/fixtures.ts";
import { keysOf } from "../support/keys.ts";
import { misfitsOnScreens } from "../support/layout.ts";
import { DEEPAK, LEELA, VIMALA, YUSUF } from "../support/people.ts";
import { follow, turn } from "../support/turn.ts";

/** From the first key to "This is written down." */
const HANDED_OVER_MS = 20_000;

test("a prescription is handed over with eighteen keys in twenty seconds, none of them to find one's way, and undone", async ({
  page,
  sandbox,
  portal,
  person,
}) => {
  await signInAtCounter(page, sandbox, pharmacist(portal, LEELA));
  const [{ number }, { phone }, keys] = [paper(portal, VIMALA, 1), person(VIMALA), keysOf(page)];
  await expect(page.locator("#number")).toBeFocused();
  const asked = Date.now();
  await keys.type(number.replaceAll("-", ""));
  await keys.press("Enter");
  await expect(page.locator("#code")).toBeFocused();
  await keys.type(await sandbox.lastCode(phone, asked));
  await keys.press("Enter");
  await expect(page.getByText("Metoprolol 25 mg tablet")).toBeVisible();
  await expect(page.locator("#amount-0")).toBeFocused();
  await keys.press("Enter");
  await expect(page.locator("h1")).toHaveText("This is written down.");
  expect(Date.now() - asked, "with a human's hands, and the code on its way").toBeLessThan(HANDED_OVER_MS);
  // Nine signs of the number, six digits of the code, and Enter after each page. With a scanner it is nine fewer.
  expect(keys.pressed()).toBe(9 + 1 + 6 + 1 + 1);
  await expect(page.getByText("Metoprolol")).toBeHidden();
  await expect(page.getByRole("link", { name: "Next prescription" })).toBeFocused();
  // The page stays as it is, whatever way leads to it.
  await page.reload();
  await expect(page.locator("h1")).toHaveText("This is written down.");
  await page.goBack();
  await expect(page.getByText("Metoprolol")).toBeHidden();
  await page.goForward();
  await expect(page.locator("h1")).toHaveText("This is written down.");
  await keys.press("Tab");
  await expect(page.getByRole("button", { name: "Undo it" })).toBeFocused();
  await keys.press("Enter");
  await expect(page.locator("h1")).toHaveText("This is undone. Nothing was handed over.");
  await expect(page.getByRole("link", { name: "Next prescription" })).toBeFocused();
  await keys.press("Enter");
  await expect(page.locator(".look-ups li").first()).toContainText("undone");
});

test("the patient reads the code from a phone that names the pharmacy and no medicine", async ({
  page,
  elsewhere,
  sandbox,
  portal,
  person,
}) => {
  await signInAtCounter(page, sandbox, pharmacist(portal, LEELA));
  const { phone } = person(VIMALA);
  const asked = Date.now();
  await scan(page, paper(portal, VIMALA, 2).number);
  const reference = await page.locator(".ref").innerText();
  const code = await sandbox.lastCode(phone, asked);
  const patients = await elsewhere();
  await patients.goto("/sandbox/phone");
  const text = (await sandbox.messages(phone)).find((message) => message.text.includes(code))?.text ?? "";
  expect(text).toContain("Shanti Pharmacy");
  expect(text).toContain(reference);
  expect(text).not.toMatch(/Amoxicillin|Paracetamol/);
  await page.locator("#code").fill("000000" === code ? "000001" : "000000");
  await page.locator("#code").press("Enter");
  await expect(page.getByRole("alert")).toContainText("That code is not right.");
  await page.locator("#code").fill(code);
  await page.locator("#code").press("Enter");
  await expect(page.locator("section.sheet h2")).toHaveText([/mg/, /mg/]);
  // Too much is told, and what was typed is there again; then nothing of one, and some of the other.
  await page.locator("#amount-0").fill("999");
  await page.locator("#amount-0").press("Enter");
  await expect(page.getByRole("alert")).toContainText("This is more than may be handed over now.");
  await expect(page.locator("#amount-0")).toHaveValue("999");
  await page.locator("#amount-0").fill("");
  await page.locator("#amount-1").fill("2");
  await page.getByRole("button", { name: "Handed over" }).click();
  await expect(page.locator("h1")).toHaveText("This is written down.");
  await page.getByRole("button", { name: "Undo it" }).click();
  await expect(page.locator("h1")).toHaveText("This is undone. Nothing was handed over.");
});

test("a second pharmacist stands for it where no code reaches the patient", async ({ page, sandbox, portal }) => {
  await signInAtCounter(page, sandbox, pharmacist(portal, LEELA));
  await scan(page, paper(portal, VIMALA, 1).number);
  await page.getByRole("link", { name: "No code can reach the patient" }).click();
  const yusuf = pharmacist(portal, YUSUF);
  const asked = Date.now();
  await page.locator("#reason").fill("Her phone was stolen this morning");
  await page.locator("#identifier").fill(yusuf.identifier);
  await page.locator("#password").fill(yusuf.password);
  await page.locator("#password").press("Enter");
  await expect(page.locator("#code")).toBeFocused();
  const code = await sandbox.lastCode(yusuf.phone, asked);
  // Whoever would rather be called is, as on the page of every code.
  const pressed = Date.now();
  await page.getByRole("button", { name: "Call me instead" }).click();
  await expect(page.getByRole("status").filter({ hasText: "We are calling you now." })).toBeVisible();
  await sandbox.lastCall(yusuf.phone, pressed, code);
  await page.locator("#code").focus();
  await page.keyboard.type(code);
  await page.keyboard.press("Enter");
  await expect(page.getByText("A second pharmacist answers for this")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.locator("h1")).toHaveText("This is written down.");
  await page.getByRole("button", { name: "Undo it" }).click();
});

for (const [tongue, locale] of [["English", "en-IN"], ["Hindi", "hi-IN"]] as const) {
  test.describe(`in ${tongue}`, () => {
    test.use({ locale, contextOptions: { reducedMotion: "reduce" } });
    test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, "the checker is a script; the pages are the same");
    test.setTimeout(150_000);

    test("every page fits and breaks no rule, in light and in dark", async ({ page, sandbox, portal, person }) => {
      const look = async (stop: string) => {
        expect.soft(await misfitsOnScreens(page), stop).toEqual([]);
        for (const [width, colorScheme] of [[360, "light"], [360, "dark"], [1280, "light"], [1280, "dark"]] as const) {
          await page.setViewportSize({ width, height: 740 });
          await page.emulateMedia({ colorScheme });
          expect.soft(await faults(page), `${stop}, ${width} px, ${colorScheme}`).toEqual([]);
        }
        const folder = process.env["MEDSEAL_SHOTS"];
        if (folder) await page.screenshot({ path: `${folder}/${locale}-${stop}.png`, fullPage: true });
      };
      await page.goto("/pharmacy/sign-in");
      await follow(page.locator("main form button"));
      await look("sign-in, left empty");
      await signInAtCounter(page, sandbox, pharmacist(portal, LEELA));
      await look("counter");
      await follow(page.locator("main form button"));
      await look("counter, left empty");
      await page.locator("#number").focus();
      await letIn(page, sandbox, paper(portal, DEEPAK, 1).number, person(DEEPAK).phone);
      await turn(page, () => page.keyboard.press("Enter"));
      await expect(page.locator("[aria-invalid]").first()).toBeVisible();
      await look("a controlled medicine, without a paper");
      await follow(page.locator("main .button-link"));
      await letIn(page, sandbox, paper(portal, VIMALA, 2).number, person(VIMALA).phone);
      await look("two medicines");
      await turn(page, () => page.keyboard.press("Enter"));
      await look("written down");
      await follow(page.locator("form[action$='/undo'] button"));
      await look("undone");
      await page.goto("/pharmacy");
      await scan(page, paper(portal, VIMALA, 1).number);
      await look("code");
      await turn(page, () => page.locator("#code").press("Enter"));
      await look("code, left empty");
      await follow(page.locator("a[href$='/without-code']"));
      await follow(page.locator("main form button").first());
      await look("without a code, left empty");
      await page.goto("/home");
      await look("a page for patients");
      await page.goto("/pharmacy");
      await look("counter, with look-ups");
      await follow(page.locator("nav form[action='/sign-out'] button"));
      await expect(page).toHaveURL(/\/pharmacy\/signed-out/);
      await look("signed out");
    });
  });
}
