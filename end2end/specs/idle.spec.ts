import type { Page } from "@playwright/test";
import type { Person } from "../support/demo.ts";
import { expect, test } from "../support/fixtures.ts";
import { ANITA, IMRAN, ROHAN } from "../support/people.ts";
import type { Sandbox } from "../support/sandbox.ts";
import { answer, begin } from "../support/signIn.ts";
import { follow } from "../support/turn.ts";

// Nothing is made up here: the portal ends a stay after the shortest silence that a clinic may set.
test.use({ settings: { MEDSEAL_STAY_IDLE_MINUTES: "1" } });
test.setTimeout(180_000);

const OVER_MS = 100_000;
const TYPED = "+91 555 010 4242";

/** Signs somebody in again, by the pages. */
async function comeBack(page: Page, sandbox: Sandbox, { identifier, password, phone }: Person): Promise<void> {
  const asked = Date.now();
  await begin(page, identifier, password);
  await expect(page).toHaveURL("/sign-in/code");
  const code = await sandbox.lastCode(phone, asked);
  await answer(page, code);
}

/** Goes from the settings to the form that changes them. */
async function toSettings(page: Page, sandbox: Sandbox, { phone }: Person): Promise<void> {
  const asked = Date.now();
  await follow(page.locator("form[action='/settings/ask'] button"));
  const code = await sandbox.lastCode(phone, asked);
  await answer(page, code);
  await expect(page).toHaveURL("/settings/change");
}

test("a silent stay ends, and whoever signs in again is where they were, with what they had typed", async ({
  page,
  elsewhere,
  sandbox,
  person,
  signIn,
  javaScriptEnabled,
}) => {
  const [anita, imran, rohan] = [person(ANITA), person(IMRAN), person(ROHAN)];
  const [list, change] = [await elsewhere(), await elsewhere()];
  await signIn(list, imran);
  await list.goto("/labs");
  await signIn(change, rohan);
  await change.goto("/settings");
  await toSettings(change, sandbox, rohan);
  await change.locator("[name=codes-by][value=voice]").check();
  await change.locator("[name=text][value=large]").check();
  await signIn(page, anita);
  await page.goto("/settings/number");
  await page.locator("#phone").fill(TYPED);

  // Without scripts a form stays where it is, and the press that comes too late brings it along.
  const send = async (from: Page) => {
    if (javaScriptEnabled !== false) return;
    const left = async () => ((await (await from.request.get("/session/left")).json()) as { left: number }).left;
    await expect.poll(left, { timeout: OVER_MS }).toBe(0);
    await follow(from.locator("form[data-kept] button"));
  };
  await send(change);
  await send(page);
  for (const each of [list, change, page]) {
    await expect(each).toHaveURL("/sign-in", { timeout: OVER_MS });
    await expect(each.getByRole("status").first()).toContainText("because nothing happened for 1 minute");
  }
  await expect(list.locator("body")).not.toContainText("Imran");

  await comeBack(list, sandbox, imran);
  await expect(list).toHaveURL("/labs");
  await comeBack(page, sandbox, anita);
  await expect(page).toHaveURL("/settings/number");
  await expect(page.locator("#phone")).toHaveValue(TYPED);
  await comeBack(change, sandbox, rohan);
  await expect(change).toHaveURL("/settings");
  await expect(change.getByRole("status").first()).toContainText("We keep what you filled in");
  await toSettings(change, sandbox, rohan);
  await expect(change.locator("[name=codes-by][value=voice]")).toBeChecked();
  await expect(change.locator("[name=text][value=large]")).toBeChecked();
});
