import axe from "axe-core";
import type { Page } from "@playwright/test";
import { expect, test } from "../support/fixtures.ts";
import { tour } from "../support/tour.ts";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// Ours goes further than level AA: text of 7:1 everywhere (WCAG 2.2, success criterion 1.4.6).
const RULES = { "color-contrast-enhanced": { enabled: true } };

test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, "the checker is a script; the pages are the same");
test.setTimeout(150_000);

/** Every rule that a page breaks, with where it does. */
async function faults(page: Page): Promise<string[]> {
  const results = await page.evaluate(
    async ([tags, rules]) => {
      const checker = (globalThis as unknown as { axe: typeof axe }).axe;
      return checker.run(document, { runOnly: { type: "tag", values: tags }, rules, resultTypes: ["violations"] });
    },
    [TAGS, RULES] as const,
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? node.failureSummary ?? ""}`),
  );
}

for (const [tongue, locale] of [["English", "en-IN"], ["Hindi", "hi-IN"]] as const) {
  test.describe(`in ${tongue}`, () => {
    test.use({ locale, viewport: { width: 360, height: 740 }, contextOptions: { reducedMotion: "reduce" } });

    test("no page breaks a rule of accessibility, in light or in dark", async ({ page, sandbox, person, portal }) => {
      const look = async (stop: string) => {
        await page.evaluate(axe.source);
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme });
          expect.soft(await faults(page), `${stop}, ${colorScheme}`).toEqual([]);
        }
      };
      await tour({ page, sandbox, person, portal: portal.address, look });
    });
  });
}
