import { expect, test } from "../support/fixtures.ts";
import { DAUGHTER, MOTHER } from "../support/people.ts";
import { answer, begin } from "../support/signIn.ts";

test("two patients on one phone are told apart only after the code", async ({ page, person, sandbox }) => {
  const [mother, daughter] = [person(MOTHER), person(DAUGHTER)];
  expect(mother.phone).toBe(daughter.phone);
  const asked = Date.now();
  await begin(page, mother.phone, mother.password);
  await expect(page).toHaveURL("/sign-in/code");
  const main = page.locator("main");
  for (const { name } of [mother, daughter]) await expect(main).not.toContainText(name.split(" ")[0] ?? name);
  await answer(page, await sandbox.lastCode(mother.phone, asked));

  await expect(page).toHaveURL("/sign-in/who");
  await expect(main.getByRole("listitem")).toHaveCount(2);
  await expect(page.locator("nav"), "nobody is signed in yet").toHaveCount(0);
  await page.goto("/labs");
  await expect(page).toHaveURL("/sign-in");

  await page.goto("/sign-in/who");
  await main.getByRole("button", { name: daughter.name }).click();
  await expect(page, "where they had wanted to go").toHaveURL("/labs");
  await page.goto("/home");
  await expect(page.locator("h1")).toContainText(daughter.name.split(" ")[0] ?? daughter.name);
});

test("a patient number says who it is, even on a shared phone", async ({ page, person, signIn }) => {
  const mother = person(MOTHER);
  await signIn(page, mother);
  await expect(page).toHaveURL("/home");
  await expect(page.locator("h1")).toContainText(mother.name.split(" ")[0] ?? mother.name);
});
