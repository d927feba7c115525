import { expect, test } from "../support/fixtures.ts";
import { misfits } from "../support/layout.ts";
import { tour } from "../support/tour.ts";

const WIDTHS = [320, 360, 768, 1280];

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
      const look = async (stop: string) => {
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 740 });
          expect.soft(await misfits(page), `${stop}, ${width} px`).toEqual([]);
        }
        // Letters twice as large (WCAG 2.2, success criterion 1.4.4), and on a phone half again as large.
        for (const [width, letters] of [[720, "200%"], [360, "150%"]] as const) {
          await page.setViewportSize({ width, height: 740 });
          await page.evaluate((size) => (document.documentElement.style.fontSize = size), letters);
          expect.soft(await misfits(page), `${stop}, ${width} px, ${letters}`).toEqual([]);
        }
        await page.evaluate(() => (document.documentElement.style.fontSize = ""));
      };
      await tour({ page, sandbox, person, portal: portal.address, look });
    });
  });
}
