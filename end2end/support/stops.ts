import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";

/** The addresses that show something of a person, as the router has them; a test of the server holds the list to it. */
export async function showing(): Promise<readonly string[]> {
  const listed = JSON.parse(await readFile(new URL("addresses.json", import.meta.url), "utf8")) as { shows: string[] };
  return listed.shows;
}

/** What was seen on a tour: for each address, words that stood there. */
export interface Stops {
  /** Looks at the page that is on the screen. */
  readonly see: () => Promise<void>;
  /** Notes what was seen at an address of another kind than a page. */
  readonly note: (path: string, words: readonly string[]) => void;
  readonly seen: () => ReadonlyMap<string, ReadonlySet<string>>;
  /** The titles of the pages that were looked at, which a browser keeps. */
  readonly titles: () => readonly string[];
}

/** How short a text is found by chance, in characters. */
const LEAST = 10;
/** How many words of a page are looked for; those with a figure come first, for most of them are somebody's. */
const MOST = 20;
/** What addresses have of records. */
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A tour of these addresses. */
export function stopsOf(page: Page, addresses: readonly string[]): Stops {
  const [seen, titles] = [new Map<string, Set<string>>(), new Set<string>()];
  const note = (path: string, words: readonly string[]) => {
    const address = addresses.find((it) => it === path) ?? addresses.find((it) => pattern(it).test(path));
    if (address === undefined) throw new Error(`${path} is not among the addresses that show something.`);
    const kept = seen.get(address) ?? new Set();
    seen.set(address, kept);
    for (const word of words) kept.add(word);
  };
  const see = async () => {
    titles.add(await page.title());
    note(new URL(page.url()).pathname, await wordsOf(page));
  };
  // A browser keeps what its tabs said, and where they were.
  const told = (word: string) => [...titles].some((title) => title.includes(word)) || ID.test(word);
  const untold = (words: ReadonlySet<string>) => new Set([...words].filter((word) => !told(word)));
  const all = () => new Map([...seen].map(([address, words]) => [address, untold(words)]));
  return { see, note, seen: all, titles: () => [...titles] };
}

function pattern(address: string): RegExp {
  return new RegExp(`^${address.replaceAll(/\{\w+\}/g, "[^/]+")}$`);
}

/**
 * Words of the page on the screen, and what was typed where the page asks for it to be forgotten. Browsers offer again what was typed into
 * other fields, which is what `autocomplete` is for (WCAG 2.2, success criterion 1.3.5).
 */
async function wordsOf(page: Page): Promise<string[]> {
  const text = await page.locator("main").innerText();
  const typed = await page.locator("main :is(input, textarea)[autocomplete=off]:not([type=hidden])").evaluateAll((all) =>
    all.map((it) => (it as HTMLInputElement | HTMLTextAreaElement).value),
  );
  const lines = [...text.split("\n"), ...typed].map((line) => line.trim());
  const own = [...new Set(lines)].filter((line) => line.length >= LEAST);
  const figured = own.filter((line) => /\d/.test(line));
  return [...figured, ...own.filter((line) => !/\d/.test(line))].slice(0, MOST);
}
