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

/** Reads the phones of the demo clinic. */
export interface Sandbox {
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
  return { messages, lastCode };
}

/** The first run of exactly six digits in a text. */
export function codeIn(text: string): string | undefined {
  return /(?<!\d)\d{6}(?!\d)/.exec(text)?.[0];
}

const instant = (at: string | number) => (typeof at === "number" ? new Date(at).toISOString() : at);
