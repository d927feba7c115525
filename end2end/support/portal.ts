import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Demo, readDemo } from "./demo.ts";

const START_MS = 60_000;
const STOP_MS = 10_000;

// One portal serves many specs, so its limits must not make one of them wait for another; and the shortest life that a
// code may have is what a spec has to wait for, to see one end.
const SETTINGS: Settings = { MEDSEAL_LIMITS_NUMBER_UNVERIFIED_HOUR: "50", MEDSEAL_CODES_LIFE_SECONDS: "60" };

/** Keys of its configuration, as a portal's environment has them. */
export type Settings = Readonly<Record<string, string>>;

/** A demo portal that runs for one worker, in a home of its own. */
export interface Portal extends Demo {
  readonly home: string;
  /** What the process has logged so far. */
  readonly log: () => string;
  /** Stops the process and removes its home. */
  readonly stop: () => Promise<void>;
}

/** Starts `medseal demo` on a free port, with some things set otherwise, and waits until it says that it is ready. */
export async function startPortal(settings: Settings = {}): Promise<Portal> {
  const binary = process.env["MEDSEAL_BIN"];
  if (!binary) throw new Error("MEDSEAL_BIN is not set: run the specs with `cargo xtask test e2e`.");
  const home = await mkdtemp(join(tmpdir(), "medseal-e2e-"));
  const listen = `127.0.0.1:${await freePort()}`;
  const child = spawn(binary, ["--home", home, "demo", "--listen", listen], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...foreign(process.env), ...SETTINGS, ...settings },
  });
  // A worker that is ended early must not leave a server behind.
  const reap = () => void child.kill("SIGKILL");
  process.once("exit", reap);
  const lines = collect(child);
  const stop = async () => {
    await end(child);
    process.off("exit", reap);
    await rm(home, { recursive: true, force: true });
  };
  try {
    const demo = await ready(child, `http://${listen}`, home);
    return { ...demo, home, log: () => lines.join(""), stop };
  } catch (why) {
    await stop();
    throw new Error(`The portal did not start: ${String(why)}\n${lines.join("")}`);
  }
}

/** What is not the portal's: it refuses variables of its own name that are no keys of its configuration. */
export function foreign(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(variables).filter(([name]) => !name.startsWith("MEDSEAL_")),
  );
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address !== null && typeof address === "object"
          ? resolve(address.port)
          : reject(new Error("no free port on 127.0.0.1")),
      );
    });
  });
}

function collect(child: ChildProcess): string[] {
  const lines: string[] = [];
  child.once("error", (why) => lines.push(`${why.message}\n`));
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => lines.push(text));
  }
  return lines;
}

const ended = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

async function ready(child: ChildProcess, address: string, home: string): Promise<Demo> {
  const deadline = Date.now() + START_MS;
  let last: unknown = "no answer yet";
  while (Date.now() < deadline) {
    if (child.pid === undefined) throw new Error("the binary could not be started");
    if (ended(child)) throw new Error(`it ended with ${child.exitCode ?? child.signalCode}`);
    try {
      const answer = await fetch(`${address}/health/ready`);
      if (answer.ok) return await readDemo(home);
      last = `/health/ready answered ${answer.status}`;
    } catch (why) {
      last = why;
    }
    await pause(100);
  }
  throw new Error(`it was not ready after ${START_MS} ms (${String(last)})`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || ended(child)) return;
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGTERM");
  const insist = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
  await gone;
  clearTimeout(insist);
}
