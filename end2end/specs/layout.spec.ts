import { expect, test } from "../support/fixtures.ts";
import { misfitsOnScreens } from "../support/layout.ts";
import { tour } from "../support/tour.ts";

test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, "scripts add to a page and take nothing from it");
test.setTimeout(120_000);

for (const [tongue, locale] of [["English", "en-IN"], ["Hindi", "hi-IN"]] as const) {
  test.describe(`in ${tongue}`, () => {
    test.use({ locale });

    test("every page fits every screen, also with letters twice as large", async ({
      page,
      sandbox,
      person,
      portal,
    }) => {
      const look = async (stop: string) => expect.soft(await misfitsOnScreens(page), stop).toEqual([]);
      await tour({ page, sandbox, person, portal: portal.address, look });
    });
  });
}
