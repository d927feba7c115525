import { expect, test } from "../support/fixtures.ts";
import { ANITA, IMRAN } from "../support/people.ts";
import { answer, begin } from "../support/signIn.ts";

// Nothing is made up here: the portal ends a stay after the shortest time that a clinic may set, however busy it is.
test.use({ settings: { MEDSEAL_STAY_LONGEST_MINUTES: "1" } });
test.setTimeout(180_000);

const OVER_MS = 100_000;
const LONG = "signed in for a long time";

test("a stay ends after its longest time, whatever is done meanwhile", async ({
  page,
  elsewhere,
  sandbox,
  person,
  signIn,
  javaScriptEnabled,
}) => {
  const resting = await elsewhere();
  await signIn(resting, person(IMRAN));
  await resting.goto("/labs");
  if (javaScriptEnabled !== false) {
    const dialog = resting.getByRole("dialog", { name: "Are you still there?" });
    await expect(dialog).toBeVisible({ timeout: 40_000 });
    await dialog.getByRole("button", { name: "Stay signed in" }).click();
    await expect(dialog, "it was answered, and is not asked again").toBeHidden();
  }
  const anita = person(ANITA);
  await signIn(page, anita);
  await page.goto("/labs");
  let pages = 0;
  await expect(async () => {
    const answer = await page.request.get("/labs", { maxRedirects: 0 });
    pages += 1;
    expect(answer.status()).toBe(303);
  }).toPass({ timeout: OVER_MS, intervals: [4_000] });
  expect(pages, "it was busy all the time").toBeGreaterThan(5);
  for (const each of [page, resting]) {
    await expect(each).toHaveURL("/sign-in", { timeout: OVER_MS });
    await expect(each.getByRole("status").first()).toContainText(LONG);
    await expect(each.locator("body")).not.toContainText(/Imran|Anita/);
  }

  const asked = Date.now();
  await begin(page, anita.identifier, anita.password);
  const code = await sandbox.lastCode(anita.phone, asked);
  await answer(page, code);
  await expect(page).toHaveURL("/labs");
});
