import { setTimeout as pause } from "node:timers/promises";

const PATIENCE_MS = 20_000;

/** One message that the sandbox carrier delivered. */
export interface Message {
  readonly id: string;
  readonly at: string | number;
  readonly channel: string;
  readonly to: string;
  readonly header: string;
  readonly template: string;
  readonly text: string;
  readonly state: string;
}

/** How the sandbox's operator behaves towards texts and calls; what is left out is as it is at first. */
export interface Operator {
  readonly sms?: Manner;
  readonly voice?: Manner;
}

export interface Manner {
  readonly does?: "deliver" | "lose" | "bar" | "fail" | "refuse" | "hang";
  /** In seconds. */
  readonly delay?: number;
}

/** The phones of the demo clinic, and their operator. */
export interface Sandbox {
  /** Has the operator behave like this from now on. */
  readonly operate: (operator: Operator) => Promise<void>;
  /** The newest call to `phone` at or after `after` that says `code`, whatever became of it; without one, any. */
  readonly lastCall: (phone: string, after: number, code?: string) => Promise<Message>;
  /** Every message to a phone number (E.164), newest first. */
  readonly messages: (phone: string) => Promise<readonly Message[]>;
  /** The six digits of the newest text to `phone` sent at or after `after` (milliseconds since 1970). */
  readonly lastCode: (phone: string, after: number) => Promise<string>;
}

/** The sandbox phones of the portal at `address`. */
export function sandboxOf(address: string): Sandbox {
  const messages = async (phone: string): Promise<readonly Message[]> => {
    const url = new URL("/sandbox/messages", address);
    url.searchParams.set("to", phone);
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`GET ${url.pathname} answered ${answer.status}`);
    return (await answer.json()) as readonly Message[];
  };
  const lastCode = async (phone: string, after: number): Promise<string> => {
    const deadline = Date.now() + PATIENCE_MS;
    while (Date.now() < deadline) {
      for (const message of await messages(phone)) {
        const code = codeIn(message.text);
        if (message.channel === "sms" && code && Date.parse(instant(message.at)) >= after) return code;
      }
      await pause(100);
    }
    throw new Error(`No code reached ${phone} within ${PATIENCE_MS} ms.`);
  };
  const lastCall = async (phone: string, after: number, code?: string): Promise<Message> => {
    const deadline = Date.now() + PATIENCE_MS;
    while (Date.now() < deadline) {
      const calls = (await messages(phone)).filter(({ channel }) => channel === "voice");
      const recent = calls.filter(({ at }) => Date.parse(instant(at)) >= after);
      const call = recent.find(({ text }) => code === undefined || codeSaid(text) === code);
      if (call) return call;
      await pause(100);
    }
    throw new Error(`No such call reached ${phone} within ${PATIENCE_MS} ms.`);
  };
  const operate = async (operator: Operator): Promise<void> => {
    const headers = { "content-type": "application/json" };
    const url = new URL("/sandbox/operator", address);
    const answer = await fetch(url, { method: "PUT", headers, body: JSON.stringify(operator) });
    if (!answer.ok) throw new Error(`PUT ${url.pathname} answered ${answer.status}`);
  };
  return { messages, lastCode, lastCall, operate };
}

/** The code that a call says: its digits one by one. */
export function codeSaid(text: string): string | undefined {
  return /(?:\d\W+){5}\d(?!\d)/.exec(text)?.[0].replaceAll(/\D/g, "");
}

/** The first run of exactly six digits in a text. */
export function codeIn(text: string): string | undefined {
  return /(?<!\d)\d{6}(?!\d)/.exec(text)?.[0];
}

const instant = (at: string | number) => (typeof at === "number" ? new Date(at).toISOString() : at);
