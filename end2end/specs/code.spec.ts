import type { Page } from "@playwright/test";
import { expect, test } from "../support/fixtures.ts";
import { ANITA, IMRAN, ROHAN } from "../support/people.ts";
import { answer, begin, spendTries, wrong } from "../support/signIn.ts";

/** The page of a code as the server writes it, without what differs from code to code. */
async function written(page: Page): Promise<string> {
  const answer = await page.request.get("/sign-in/code");
  const html = await answer.text();
  // Where the message is changes with time; that this tells nothing either is proven where a test holds the clock.
  const line = /<leptos-island data-component="Progress.*?<\/leptos-island>/s;
  const changing = [line, /\bRef \w\w\b/g, /nonce="[^"]*"/g, /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, /\d+/g];
  return changing.reduce((text, part) => text.replaceAll(new RegExp(part, "gs"), "*"), html);
}

test("a wrong code is counted and said, and the right one still works", async ({ page, person, sandbox }) => {
  const anita = person(ANITA);
  const asked = Date.now();
  await begin(page, anita.identifier, anita.password);
  await expect(page).toHaveURL("/sign-in/code");
  const code = await sandbox.lastCode(anita.phone, asked);
  await answer(page, wrong(code));
  await expect(page).toHaveURL("/sign-in/code");
  await expect(page.getByRole("alert")).toContainText("4 tries left");
  await expect(page.locator("#code")).toHaveAccessibleDescription(/Error: .*4 tries left/);
  await page.getByRole("alert").getByRole("link").click();
  await expect(page.locator("#code")).toBeFocused();
  for (const nonsense of ["", "12345", "12a456"]) {
    await answer(page, nonsense);
    await expect(page.getByRole("alert"), `"${nonsense}" is no try`).not.toContainText("tries left");
    await expect(page.getByRole("alert").getByRole("link")).toHaveAttribute("href", "#code");
  }
  await answer(page, ` ${code.slice(0, 3)} ${code.slice(3)} `);
  await expect(page).toHaveURL("/home");
});

test("the page says what the code is for, as the message does", async ({ page, person, sandbox }) => {
  const anita = person(ANITA);
  const asked = Date.now();
  await begin(page, anita.identifier, anita.password);
  const code = await sandbox.lastCode(anita.phone, asked);
  const [message] = await sandbox.messages(anita.phone);
  const reference = await page.locator(".ref").innerText();
  expect(reference).toMatch(/^Ref \w\w$/);
  expect(message?.text).toContain(`${reference}.`);
  expect(message?.text).toContain("to sign in");
  await expect(page.locator(".purpose")).toContainText("sign in", { ignoreCase: true });
  await expect(page.locator("#code")).toHaveAttribute("autocomplete", "one-time-code");
  await expect(page.locator("#code")).toHaveAttribute("inputmode", "numeric");
  await expect(page.locator("main")).not.toContainText(code);
});

test("five wrong tries end a code, and then the right one is wrong too", async ({ page, context, person, sandbox }) => {
  const rohan = person(ROHAN);
  const asked = Date.now();
  await begin(page, rohan.identifier, rohan.password);
  await expect(page).toHaveURL("/sign-in/code");
  const code = await sandbox.lastCode(rohan.phone, asked);
  const patient = await context.newPage();
  await patient.goto("/sign-in/code");
  for (let left = 4; left > 0; left -= 1) {
    await answer(page, wrong(code));
    await expect(page.getByRole("alert")).toContainText(left > 1 ? `${left} tries left` : "1 try left");
  }
  await answer(page, wrong(code));
  await expect(page.locator("h1")).toHaveText("Too many wrong tries");
  await expect(page.locator("#code")).toHaveCount(0);
  await answer(patient, code);
  await expect(patient.locator("#code")).toHaveCount(0);
  await patient.goto("/home");
  await expect(patient, "nobody is signed in").toHaveURL("/sign-in");
});

test("an unknown person and a wrong password see what everybody sees", async ({ page, elsewhere, person, sandbox }) => {
  const imran = person(IMRAN);
  await begin(page, imran.identifier, imran.password);
  await expect(page).toHaveURL("/sign-in/code");
  const known = await written(page);
  expect(known).toContain('name="code"');
  const before = (await sandbox.messages(imran.phone)).length;
  for (const [identifier, password] of [["SJ-9999", imran.password], [imran.identifier, "not that password"]] as const) {
    const stranger = await elsewhere();
    await begin(stranger, identifier, password);
    await expect(stranger).toHaveURL("/sign-in/code");
    expect(await written(stranger)).toBe(known);
    await answer(stranger, "123456");
    await expect(stranger.getByRole("alert")).toContainText("4 tries left");
  }
  expect(await sandbox.messages(imran.phone), "no message went out for them").toHaveLength(before);
});

test("after three codes that wrong tries ended, codes pause for a while", async ({ page, portal }) => {
  const nobody = `SJ-8${String(Date.now()).slice(-6)}`;
  for (let round = 0; round < 3; round += 1) await spendTries(page, portal.address, nobody);
  await begin(page, nobody, "a password of nobody's");
  await expect(page).toHaveURL("/sign-in/code");
  await expect(page.locator("h1")).toHaveText("Codes are paused");
  await expect(page.locator("main")).toContainText(/\d+:\d\d\s[ap]m/);
  await expect(page.locator("#code")).toHaveCount(0);
});

test("a second tap on the button of a right code does no harm", async ({ page, context, person, sandbox }) => {
  const anita = person(ANITA);
  const asked = Date.now();
  await begin(page, anita.identifier, anita.password);
  const code = await sandbox.lastCode(anita.phone, asked);
  const twin = await context.newPage();
  await twin.goto("/sign-in/code");
  await answer(page, code);
  await expect(page).toHaveURL("/home");
  await answer(twin, code);
  await expect(twin).toHaveURL("/home");
  await expect(twin.getByRole("alert")).toHaveCount(0);
});
