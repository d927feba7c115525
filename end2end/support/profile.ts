import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Every file below a folder. */
async function files(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Which of these texts stand anywhere in a browser's profile, as UTF-8 or UTF-16, and where. */
export async function findIn(folder: string, texts: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const file of await files(folder)) {
    const bytes = await readFile(file).catch(() => Buffer.alloc(0));
    for (const text of texts) {
      const forms = [Buffer.from(text, "utf8"), Buffer.from(text, "utf16le")];
      if (forms.some((form) => bytes.includes(form))) found.push(`${text} in ${file.slice(folder.length)}`);
    }
  }
  return found;
}

/** The addresses that a browser's HTTP cache has answers of: what it stores is compressed, its keys are not. */
export async function cached(folder: string, origin: string): Promise<string[]> {
  const found = new Set<string>();
  for (const file of (await files(folder)).filter((name) => name.includes("Cache"))) {
    const text = (await readFile(file).catch(() => Buffer.alloc(0))).toString("latin1");
    for (const [, path] of text.matchAll(new RegExp(`${origin}(/[\\w./?=-]*)`, "g"))) found.add(path ?? "");
  }
  return [...found].sort();
}
