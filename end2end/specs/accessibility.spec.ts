import { faults } from "../support/faults.ts";
import { expect, test } from "../support/fixtures.ts";
import { misfits } from "../support/layout.ts";
import { ANITA } from "../support/people.ts";
import { tour } from "../support/tour.ts";

test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, "the checker is a script; the pages are the same");
test.setTimeout(150_000);

for (const [tongue, locale] of [["English", "en-IN"], ["Hindi", "hi-IN"]] as const) {
  test.describe(`in ${tongue}`, () => {
    test.use({ locale, viewport: { width: 360, height: 740 }, contextOptions: { reducedMotion: "reduce" } });

    test("no page breaks a rule of accessibility, in light or in dark", async ({ page, sandbox, person, portal }) => {
      const look = async (stop: string) => {
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme });
          expect.soft(await faults(page), `${stop}, ${colorScheme}`).toEqual([]);
        }
      };
      await tour({ page, sandbox, person, portal: portal.address, look });
    });

    test("nor does the question that comes over a page, which fits the smallest screen", async ({
      page,
      person,
      signIn,
    }) => {
      await page.clock.install();
      await page.route("/session/left", (route) => route.fulfill({ json: { left: 110 } }));
      await page.setViewportSize({ width: 320, height: 480 });
      await signIn(page, person(ANITA));
      await page.clock.fastForward("08:05");
      await expect(page.getByRole("dialog")).toBeVisible();
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await faults(page), colorScheme).toEqual([]);
      }
      expect(await misfits(page)).toEqual([]);
    });
  });
}
