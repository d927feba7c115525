import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** Somebody who lives in the demo clinic, as `demo.json` describes them. */
export interface Person {
  readonly role: string;
  readonly name: string;
  readonly identifier: string;
  readonly phone: string;
  readonly password: string;
  readonly note: string;
}

/** What `medseal demo` writes into its home once the clinic is seeded. */
export interface Demo {
  readonly address: string;
  readonly people: readonly Person[];
}

/** Reads a home's `demo.json`; fails with a sentence if a field that the specs lean on is missing. */
export async function readDemo(home: string): Promise<Demo> {
  const demo: unknown = JSON.parse(await readFile(join(home, "demo.json"), "utf8"));
  if (!isDemo(demo)) throw new Error(`demo.json is not what the specs expect: ${JSON.stringify(demo)}`);
  return demo;
}

const FIELDS = ["role", "name", "identifier", "phone", "password", "note"] as const;

function isPerson(value: unknown): value is Person {
  if (typeof value !== "object" || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  return FIELDS.every((field) => typeof fields.get(field) === "string");
}

function isDemo(value: unknown): value is Demo {
  if (typeof value !== "object" || value === null) return false;
  const { address, people } = value as Partial<Record<keyof Demo, unknown>>;
  return typeof address === "string" && Array.isArray(people) && people.length > 0 && people.every(isPerson);
}
