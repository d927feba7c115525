import { expect, test } from "../support/fixtures.ts";
import { askForCode } from "../support/labs.ts";
import { ANITA, IMRAN, ROHAN } from "../support/people.ts";
import { answer, begin } from "../support/signIn.ts";

// What server and browser have to agree on takes the time it takes: here a code lives a minute.
const LIFE = 60_000;

test.setTimeout(LIFE + 60_000);

test("a code can be sent again after half a minute, and ends after a minute", async ({
  page,
  elsewhere,
  person,
  sandbox,
  signIn,
  javaScriptEnabled,
}) => {
  const [anita, imran, rohan] = [person(ANITA), person(IMRAN), person(ROHAN)];
  const reader = await elsewhere();
  await signIn(reader, imran);
  await reader.goto("/labs");
  await reader.locator("a.report-sealed").first().click();
  const readers = await askForCode(reader, sandbox, imran.phone);
  const late = await elsewhere();
  let asked = Date.now();
  await begin(late, rohan.identifier, rohan.password);
  const lates = await sandbox.lastCode(rohan.phone, asked);
  asked = Date.now();
  await begin(page, anita.identifier, anita.password);
  const code = await sandbox.lastCode(anita.phone, asked);
  const shown = Date.now();
  const since = (millis: number) => expect.poll(() => Date.now() - shown, { timeout: LIFE }).toBeGreaterThan(millis);

  // Half a minute: the button wakes by itself, or was a plain one all the time.
  const again = page.getByRole("button", { name: "Send the code again" });
  if (javaScriptEnabled === false) await since(30_000);
  else await expect(page.getByRole("button", { name: /^You can ask again in/ })).toBeDisabled();
  await expect(again).toBeEnabled({ timeout: 40_000 });
  const resent = Date.now();
  await again.click();
  await expect(page.getByRole("status").filter({ hasText: "sent" })).toBeVisible();
  expect(await sandbox.lastCode(anita.phone, resent), "the same digits").toBe(code);

  // A minute: the pages say so by themselves, or when somebody answers too late.
  if (javaScriptEnabled === false) {
    await since(LIFE);
    await answer(late, lates);
    await answer(reader, readers);
  }
  for (const each of [late, reader]) {
    await expect(each.locator("h1")).toHaveText("This code has ended", { timeout: LIFE });
    await expect(each.locator("#code")).toHaveCount(0);
  }
  await expect(late.getByRole("link", { name: "Start again" })).toHaveAttribute("href", "/sign-in");
  const renewed = Date.now();
  await reader.getByRole("button", { name: "Send me a new code" }).click();
  await answer(reader, await sandbox.lastCode(imran.phone, renewed));
  await expect(reader.locator("table.results")).toBeVisible();
  await answer(page, code);
  await expect(page, "sent again, it lives on").toHaveURL("/home");
});
