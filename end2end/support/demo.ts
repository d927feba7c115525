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

/** Somebody who works at a pharmacy. */
export interface Pharmacist {
  readonly name: string;
  readonly identifier: string;
  readonly phone: string;
  readonly password: string;
  readonly pharmacy: string;
}

/** A prescription as it is shown at a counter; each patient's newest comes first. */
export interface Paper {
  readonly number: string;
  readonly patient: string;
  readonly medicines: number;
  readonly current: boolean;
}

/** What `medseal demo` writes into its home once the clinic is seeded. */
export interface Demo {
  readonly address: string;
  readonly people: readonly Person[];
  readonly pharmacists: readonly Pharmacist[];
  readonly prescriptions: readonly Paper[];
}

/** Reads a home's `demo.json`; fails with a sentence if a field that the specs lean on is missing. */
export async function readDemo(home: string): Promise<Demo> {
  const demo: unknown = JSON.parse(await readFile(join(home, "demo.json"), "utf8"));
  if (!isDemo(demo)) throw new Error(`demo.json is not what the specs expect: ${JSON.stringify(demo)}`);
  return demo;
}

/** What is in each field, in the words of `typeof`. */
type Shape<T> = Readonly<Record<keyof T, "string" | "number" | "boolean">>;

const PERSON: Shape<Person> = {
  role: "string",
  name: "string",
  identifier: "string",
  phone: "string",
  password: "string",
  note: "string",
};
const PHARMACIST: Shape<Pharmacist> = {
  name: "string",
  identifier: "string",
  phone: "string",
  password: "string",
  pharmacy: "string",
};
const PAPER: Shape<Paper> = { number: "string", patient: "string", medicines: "number", current: "boolean" };

/** Whether a value is a list of which each has these fields. */
function areAll<T>(value: unknown, shape: Shape<T>): boolean {
  const fits = (each: unknown) => {
    if (typeof each !== "object" || each === null) return false;
    const fields = new Map<string, unknown>(Object.entries(each));
    return Object.entries(shape).every(([field, kind]) => typeof fields.get(field) === kind);
  };
  return Array.isArray(value) && value.length > 0 && value.every(fits);
}

function isDemo(value: unknown): value is Demo {
  if (typeof value !== "object" || value === null) return false;
  const { address, people, pharmacists, prescriptions } = value as Partial<Record<keyof Demo, unknown>>;
  const lists = areAll(people, PERSON) && areAll(pharmacists, PHARMACIST) && areAll(prescriptions, PAPER);
  return typeof address === "string" && lists;
}
