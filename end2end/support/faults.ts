import axe from "axe-core";
import type { Page } from "@playwright/test";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// Ours goes further than level AA: text of 7:1 everywhere (WCAG 2.2, success criterion 1.4.6).
const RULES = { "color-contrast-enhanced": { enabled: true } };

/** Every rule of accessibility that the page on the screen breaks, with where it does. */
export async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
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
