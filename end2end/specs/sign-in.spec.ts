import { expect, test } from "../support/fixtures.ts";
import { ANITA, ANITAS_MAIL, ARJUN, IMRAN } from "../support/people.ts";
import { answer, begin, signOut } from "../support/signIn.ts";

const ways: [string, string][] = [
  ["patient number", "sj 1001"],
  ["phone number as people write it", "555 010 0001"],
  ["phone number with its country", "+915550100001"],
  ["e-mail", ANITAS_MAIL.toUpperCase()],
];

for (const [way, identifier] of ways) {
  test(`a patient signs in by ${way}`, async ({ page, person, sandbox }) => {
    const anita = person(ANITA);
    const asked = Date.now();
    await begin(page, identifier, anita.password);
    await expect(page).toHaveURL(/\/sign-in\/code$/);
    await answer(page, await sandbox.lastCode(anita.phone, asked));
    await expect(page).toHaveURL("/home");
    await expect(page.locator("h1")).toContainText("Anita");
    await page.goto("/sign-in");
    await expect(page, "who is signed in needs no sign-in page").toHaveURL("/home");
  });
}

test("a field that is left out is named, linked, and the rest of the form is kept", async ({ page }) => {
  await begin(page, "", "");
  const summary = page.getByRole("alert");
  await expect(summary.getByRole("link")).toHaveCount(2);
  await expect(page).toHaveTitle(/^Error: /);
  for (const field of ["identifier", "password"]) {
    const input = page.locator(`#${field}`);
    await expect(input).toHaveAttribute("aria-invalid", "true");
    await expect(input).toHaveAccessibleDescription(/Error: \S+/);
    await summary.locator(`a[href='#${field}']`).click();
    await expect(input).toBeFocused();
  }
  await begin(page, "SJ-1001", "");
  await expect(page.getByRole("alert").getByRole("link")).toHaveCount(1);
  await expect(page.locator("#identifier")).toHaveValue("SJ-1001");
  await expect(page.locator("#identifier")).not.toHaveAttribute("aria-invalid");
  await expect(page.locator("#password")).toHaveValue("");
  await page.goto("/sign-in");
  await expect(page.getByRole("alert"), "errors are said once").toHaveCount(0);
});

test("the page that somebody wanted is where they come after signing in", async ({ page, person, sandbox }) => {
  const anita = person(ANITA);
  await page.goto("/labs");
  await expect(page).toHaveURL("/sign-in");
  await expect(page.getByRole("status").first()).toHaveText("Please sign in to see this page.");
  const asked = Date.now();
  await page.locator("#identifier").fill(anita.identifier);
  await page.locator("#password").fill(anita.password);
  await page.locator("#password").press("Enter");
  await expect(page).toHaveURL("/sign-in/code");
  await answer(page, await sandbox.lastCode(anita.phone, asked));
  await expect(page).toHaveURL("/labs");
});

test("a phone abroad gets no code, and the page says where to ask", async ({ page, person, sandbox }) => {
  const arjun = person(ARJUN);
  await begin(page, arjun.identifier, arjun.password);
  await expect(page).toHaveURL("/sign-in");
  await expect(page.getByRole("alert")).toContainText("Please ask at the clinic's desk.");
  expect(await sandbox.messages(arjun.phone)).toEqual([]);
});

test("the session changes its name at sign-in, and no cookie outlives it", async ({
  page,
  context,
  person,
  sandbox,
}) => {
  const imran = person(IMRAN);
  const asked = Date.now();
  const session = async () => (await context.cookies()).find((cookie) => cookie.name === "medseal");
  await begin(page, imran.identifier, imran.password);
  await expect(page).toHaveURL("/sign-in/code");
  const before = await session();
  await answer(page, await sandbox.lastCode(imran.phone, asked));
  await expect(page).toHaveURL("/home");
  const after = await session();
  expect(before?.value.length).toBeGreaterThan(15);
  expect(after?.value.length).toBeGreaterThan(15);
  expect(after?.value).not.toBe(before?.value);
  expect(after).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  await signOut(page);
  // The browser is known again by a name that opens nothing, and knows for a while that somebody left.
  const left = (await context.cookies()).map(({ name, value }) => (name === "medseal-device" ? name : `${name}=${value}`));
  expect(left.sort()).toEqual(["medseal-device", "medseal-wanted=-"]);
});
