import type { BrowserContext } from "@playwright/test";

/** Everything that a browser should not have done or said. */
export interface Noise {
  readonly heard: () => readonly string[];
}

/**
 * Listens to all pages of a context: to the console, to uncaught errors, and to where requests go. Scripts may be refused
 * at the paths in `refusals`.
 */
export function listenTo(context: BrowserContext, origin: string, refusals: readonly string[]): Noise {
  const said: { text: string; from: string }[] = [];
  const problems = new Set<string>();
  const say = (text: string, from = "") => said.push({ text, from });
  context.on("console", (message) => {
    const kind = message.type();
    if (kind === "error" || kind === "warning") say(`${kind}: ${message.text()}`, message.location().url);
  });
  context.on("weberror", (error) => say(`uncaught: ${error.error().message}`));
  context.on("request", (request) => {
    const url = new URL(request.url());
    const stays = url.origin === origin || url.protocol === "data:" || url.protocol === "blob:";
    if (!stays) say(`a request left for ${url.href}`);
  });
  // Chromium reports every page that is not there, even one that a spec asked for.
  context.on("response", (response) => {
    const { status, path } = { status: response.status(), path: new URL(response.url()).pathname };
    const expected = response.request().isNavigationRequest() || refusals.includes(path);
    if (status >= 500) say(`${path} answered ${status}`);
    if (status >= 400 && expected) problems.add(response.url());
  });
  // Chromium clears what a lost browser is told to, but for a kind that others know, and says so.
  const unknown = 'Unrecognized type: "executionContexts"';
  const loud = ({ text, from }: { text: string; from: string }) =>
    !(problems.has(from) && text.includes("Failed to load resource")) && !text.includes(unknown);
  return { heard: () => said.filter(loud).map(({ text }) => text) };
}
