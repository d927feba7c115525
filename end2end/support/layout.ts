import type { Page } from "@playwright/test";

/** Everything on the page that does not fit, or that is too small for a thumb; folded parts are unfolded first. */
export async function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    for (const folded of document.querySelectorAll("details")) folded.open = true;
    const width = document.documentElement.clientWidth;
    const faults: string[] = [];
    const name = (it: Element) =>
      `<${it.localName} class="${it.getAttribute("class") ?? ""}"> ${it.textContent.trim().slice(0, 40)}`;
    const heardOnly = (it: Element | null): boolean =>
      it !== null && (getComputedStyle(it).clipPath === "inset(50%)" || heardOnly(it.parentElement));
    const seen = (it: Element) => it.checkVisibility({ visibilityProperty: true }) && !heardOnly(it);

    const over = document.documentElement.scrollWidth - width;
    if (over > 0) faults.push(`the page is ${over} px too wide`);
    for (const it of document.body.querySelectorAll("*")) {
      if (!seen(it)) continue;
      const box = it.getBoundingClientRect();
      const inDrawing = it instanceof SVGElement && it.localName !== "svg";
      if (!inDrawing && (box.right > width + 1 || box.left < -1)) faults.push(`over the edge: ${name(it)}`);
      const clips = getComputedStyle(it).overflowX !== "visible" && !(it instanceof SVGElement);
      if (clips && it.scrollWidth > it.clientWidth + 1) faults.push(`cut off: ${name(it)}`);
    }
    for (const it of document.querySelectorAll("p, h1, h2, h3, h4, li, dt, dd, label, .clinic")) {
      if (!seen(it) || it.clientWidth === 0) continue;
      if (it.scrollWidth > it.clientWidth + 1) faults.push(`words spill out of: ${name(it)}`);
      const squeezed = it.clientWidth < 4 * parseFloat(getComputedStyle(it).fontSize);
      if (squeezed && it.textContent.trim().length > 20) faults.push(`squeezed: ${name(it)}`);
    }
    // A thumb needs 48 px; a link within a text, 24 (WCAG 2.2, success criterion 2.5.8).
    const least = (it: Element) => (it.matches("a:not(.button, .report, nav a)") ? 24 : 48);
    // A tick and its words are one target.
    const target = (it: Element) => (it.matches("[type=checkbox], [type=radio]") ? (it.closest("label") ?? it) : it);
    for (const it of document.querySelectorAll("a, button, input:not([type=hidden]), select, summary")) {
      if (!seen(it)) continue;
      const { width, height } = target(it).getBoundingClientRect();
      if (height < least(it) - 0.5) faults.push(`${height} px high: ${name(it)}`);
      if (width < 24) faults.push(`${width} px wide: ${name(it)}`);
    }
    const text = getComputedStyle(document.body).fontSize;
    const base = 1.125 * parseFloat(getComputedStyle(document.documentElement).fontSize);
    if (parseFloat(text) !== base) faults.push(`text of ${text}`);
    return faults;
  });
}

/** A screen, in pixels across, and how large its reader has letters. */
export interface Screen {
  readonly width: number;
  readonly letters?: "150%" | "200%";
}

/**
 * From a desk to the narrowest phone (WCAG 2.2, success criterion 1.4.10); letters twice as large (1.4.4), and on a phone half again
 * as large.
 */
export const SCREENS: readonly Screen[] = [
  { width: 1280 },
  { width: 768 },
  { width: 320 },
  { width: 720, letters: "200%" },
  { width: 360, letters: "150%" },
  { width: 360 },
];

/** What is amiss with the page on each of the screens, of which it stays on the last, that of a small phone. */
export async function misfitsOnScreens(page: Page): Promise<string[]> {
  const all: string[] = [];
  for (const { width, letters = "" } of SCREENS) {
    await page.setViewportSize({ width, height: 740 });
    await page.evaluate((size) => (document.documentElement.style.fontSize = size), letters);
    const screen = [`${width} px`, letters].filter((it) => it !== "").join(", ");
    all.push(...(await misfits(page)).map((fault) => `${screen}: ${fault}`));
  }
  return all;
}
