import { defineConfig, type LaunchOptions } from "@playwright/test";

// A browser under test must speak to the portal alone: everything in Chromium that calls home is off.
export const launchOptions: LaunchOptions = {
  args: [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};
const browser = process.env["MEDSEAL_CHROMIUM"];
if (browser) launchOptions.executablePath = browser;

export default defineConfig({
  testDir: "specs",
  outputDir: "test-results",
  reporter: "list",
  workers: 2,
  // On a machine that others keep busy, a browser may miss a moment. What needed a second try is named as flaky in the summary;
  // what fails twice is a fault.
  retries: process.env["CI"] === undefined ? 0 : 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env["CI"] !== undefined,
  use: { browserName: "chromium", trace: "off", launchOptions, locale: "en-IN", timezoneId: "Asia/Kolkata" },
  // Every page has to do its work without scripts; the islands only make it quicker.
  projects: [
    { name: "js-off", use: { javaScriptEnabled: false } },
    { name: "js-on", use: { javaScriptEnabled: true } },
  ],
});
