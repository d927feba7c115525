import { expect, test } from "../support/fixtures.ts";
import { ANITA, IMRAN } from "../support/people.ts";
import { begin } from "../support/signIn.ts";

test("the phone lists what was sent, newest first", async ({ page, elsewhere, person, sandbox }) => {
  const [anita, imran] = [person(ANITA), person(IMRAN)];
  const visitor = await elsewhere();
  for (const { identifier, password, phone } of [anita, imran]) {
    const asked = Date.now();
    await begin(visitor, identifier, password);
    await sandbox.lastCode(phone, asked);
  }
  await page.goto("/sandbox/phone");
  const [message] = await sandbox.messages(imran.phone);
  const newest = page.locator("li.phone-message").first();
  await expect(newest.locator(".phone-text")).toHaveText(message?.text ?? "");
  await expect(newest).toContainText(imran.phone);
  await expect(page.locator(`li.phone-message[data-number="${anita.phone}"]`).first()).toBeVisible();
});

test("the same messages are there as JSON", async ({ page, elsewhere, person, sandbox }) => {
  const anita = person(ANITA);
  const asked = Date.now();
  await begin(await elsewhere(), anita.identifier, anita.password);
  await sandbox.lastCode(anita.phone, asked);
  const answer = await page.request.get("/sandbox/messages", { params: { to: anita.phone } });
  const messages = (await answer.json()) as Record<string, unknown>[];
  expect(Object.keys(messages[0] ?? {})).toEqual(["id", "at", "channel", "to", "header", "template", "text", "state"]);
  expect(messages.every((message) => message["to"] === anita.phone)).toBe(true);
  const times = messages.map((message) => String(message["at"]));
  expect(times).toEqual([...times].sort().reverse());
  expect((await page.request.get("/sandbox/messages", { params: { to: "nobody" } })).status()).toBe(400);
});

test.describe("live", () => {
  test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, "a page without scripts shows what it was sent");

  test("a message appears by itself, is read aloud, and its code can be copied", async ({
    page,
    context,
    elsewhere,
    person,
    sandbox,
  }) => {
    const imran = person(IMRAN);
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const streaming = page.waitForResponse("/sandbox/events");
    await page.goto("/sandbox/phone");
    await streaming;
    await page.evaluate(() => Object.assign(window, { stayed: true }));
    const before = await page.locator("li.phone-message").count();
    const asked = Date.now();
    await begin(await elsewhere(), imran.identifier, imran.password);
    const code = await sandbox.lastCode(imran.phone, asked);

    const newest = page.locator("li.phone-message").first();
    await expect(newest.locator(".phone-text")).toContainText(code);
    await expect(page.locator("li.phone-message")).toHaveCount(before + 1);
    await expect(page.locator("#live")).toContainText(code);
    await newest.getByRole("button", { name: "Copy the code" }).click();
    await expect(newest.getByRole("button", { name: "Copied" })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code);
    expect(await page.evaluate(() => "stayed" in window)).toBe(true);
  });

  test("one number's messages can be looked at alone", async ({ page, elsewhere, person, sandbox }) => {
    const visitor = await elsewhere();
    for (const number of [ANITA, IMRAN]) {
      const asked = Date.now();
      await begin(visitor, number, person(number).password);
      await sandbox.lastCode(person(number).phone, asked);
    }
    await page.goto("/sandbox/phone");
    const shown = page.locator("li.phone-message:visible");
    await page.getByLabel("Show messages for").selectOption(person(ANITA).phone);
    await expect(shown.first()).toContainText(person(ANITA).phone);
    await expect(shown.filter({ hasNotText: person(ANITA).phone })).toHaveCount(0);
    await page.getByLabel("Show messages for").selectOption("");
    await expect(shown.filter({ hasText: person(IMRAN).phone }).first()).toBeVisible();
  });
});

test.describe("without scripts", () => {
  test.skip(({ javaScriptEnabled }) => javaScriptEnabled === true, "scripts bring buttons");

  test("there is no button that would do nothing", async ({ page }) => {
    await page.goto("/sandbox/phone");
    const asleep = page.locator("#sound, #number, .phone-copy, .phone-hear");
    await expect(asleep.and(page.locator(":visible"))).toHaveCount(0);
  });
});
