import type { Page } from "@playwright/test";

/** Somebody's hands on a keyboard, who never take the mouse. */
export interface Keys {
  /** Types a text, one key for each character. */
  readonly type: (text: string) => Promise<void>;
  readonly press: (key: "Enter" | "Tab") => Promise<void>;
  /** How many keys they have pressed. */
  readonly pressed: () => number;
}

/** How long somebody takes for a key who looks from one thing to another, in milliseconds. */
const KEY_MS = 250;

/** A keyboard that counts, under hands that are in no hurry. */
export function keysOf(page: Page): Keys {
  let pressed = 0;
  return {
    type: async (text) => {
      pressed += text.length;
      await page.keyboard.type(text, { delay: KEY_MS });
    },
    press: async (key) => {
      pressed += 1;
      await page.keyboard.press(key, { delay: KEY_MS });
    },
    pressed: () => pressed,
  };
}
