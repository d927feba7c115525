import type { Page } from "@playwright/test";
import { faults } from "../support/faults.ts";
import { expect, test } from "../support/fixtures.ts";
import { misfits } from "../support/layout.ts";
import { ANITA, IMRAN, KAMLA } from "../support/people.ts";
import { codeSaid } from "../support/sandbox.ts";
import { answer, begin } from "../support/signIn.ts";

const panel = (page: Page) => page.locator(".phone-operator");
const ringing = (page: Page) => page.locator(".phone-message[data-state=ringing]").first();

/** Unfolds the panel, if it is not. */
async function unfold(page: Page): Promise<void> {
  if ((await panel(page).getAttribute("open")) === null) await panel(page).locator("summary").click();
}

test("the panel tells the operator what to do, and says what it did not deliver", async ({ page, elsewhere, person }) => {
  const imran = person(IMRAN);
  await page.goto("/sandbox/phone");
  await unfold(page);
  await panel(page).locator("#sms").selectOption("bar");
  await panel(page).getByRole("button", { name: "Do it this way" }).click();
  await expect(page).toHaveURL("/sandbox/phone");
  await expect(panel(page).locator("#sms"), "it stays unfolded while it is not as usual").toHaveValue("bar");
  await begin(await elsewhere(), imran.identifier, imran.password);
  const undelivered = page.locator(".phone-dropped li").filter({ hasText: imran.phone }).first();
  await expect(async () => {
    await page.reload();
    await expect(undelivered).toContainText("does not want such messages (DND). 650", { timeout: 500 });
  }).toPass();
});

test("a call is taken, and gives the code that signs in", async ({ page, elsewhere, person, sandbox, javaScriptEnabled }) => {
  test.setTimeout(90_000);
  const anita = person(ANITA);
  await page.addInitScript(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    speechSynthesis.speak = ({ lang, text }) => void said.push(`${lang}: ${text}`);
  });
  await sandbox.operate({ sms: { does: "lose" } });
  await page.goto("/sandbox/phone");
  const visitor = await elsewhere();
  const asked = Date.now();
  await begin(visitor, anita.identifier, anita.password);
  // A text that is lost is followed by a call, a quarter of a minute later.
  const call = await sandbox.lastCall(anita.phone, asked);
  expect(Date.parse(String(call.at)) - asked).toBeGreaterThan(14_000);
  expect(call.state).toBe("ringing");
  if (javaScriptEnabled === false) await page.reload();
  await expect(ringing(page)).toContainText("The phone is ringing");
  if (javaScriptEnabled !== false) {
    await expect(ringing(page).locator(".phone-text"), "it speaks when it is taken").toBeHidden();
  } else {
    await expect(ringing(page).locator(".phone-text")).toHaveText(call.text);
  }
  expect(await misfits(page)).toEqual([]);
  if (javaScriptEnabled !== false) expect(await faults(page)).toEqual([]);
  await ringing(page).getByRole("button", { name: "Answer" }).click();
  const answered = page.locator(`[data-id="${call.id}"]`);
  await expect(answered).toHaveAttribute("data-state", "delivered");
  await expect(answered.locator(".phone-text")).toHaveText(call.text);
  if (javaScriptEnabled !== false) {
    expect(await page.evaluate(() => (window as unknown as { said: string[] }).said)).toEqual([`en-IN: ${call.text}`]);
    await answered.getByRole("button", { name: "Hear it again" }).click();
    expect(await page.evaluate(() => (window as unknown as { said: string[] }).said)).toHaveLength(2);
  }
  const code = codeSaid(call.text) ?? "";
  expect(code).toMatch(/^\d{6}$/);
  await answer(visitor, code);
  await expect(visitor).toHaveURL("/home");
});

test("a call may be declined, and is in the language of whom it is for", async ({ page, elsewhere, person, sandbox }) => {
  const kamla = person(KAMLA);
  const asked = Date.now();
  await sandbox.operate({ sms: { does: "fail" } });
  await begin(await elsewhere(), kamla.identifier, kamla.password);
  const call = await sandbox.lastCall(kamla.phone, asked);
  await page.goto("/sandbox/phone");
  await expect(ringing(page).locator(".phone-text")).toHaveAttribute("lang", "hi");
  await ringing(page).getByRole("button", { name: "Decline" }).click();
  const declined = page.locator(`[data-id="${call.id}"]`);
  await expect(declined).toContainText("Call declined");
  await expect(declined.locator(".phone-text"), "it was never heard").toHaveCount(0);
});

test.describe("with scripts", () => {
  test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, "a page without scripts shows what it was sent");

  test("what is not delivered appears by itself, and the phone may ring aloud", async ({ page, elsewhere, person, sandbox }) => {
    const anita = person(ANITA);
    await sandbox.operate({ sms: { does: "lose" } });
    const streaming = page.waitForResponse("/sandbox/events");
    await page.goto("/sandbox/phone");
    await streaming;
    const before = await page.locator(".phone-dropped li").count();
    await begin(await elsewhere(), anita.identifier, anita.password);
    await expect(page.locator(".phone-dropped li")).toHaveCount(before + 1);
    await expect(page.locator(".phone-dropped li").first()).toContainText("It got lost.");
    const sound = page.getByRole("button", { name: "Ring aloud" });
    await expect(sound).toHaveAttribute("aria-pressed", "false");
    await sound.click();
    await expect(sound).toHaveAttribute("aria-pressed", "true");
    await sound.click();
    await expect(sound).toHaveAttribute("aria-pressed", "false");
  });
});
