// A city of its own for the browser: started before, stopped after, in memory, on free ports.
import { spawn, execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const ROOT = new URL("../../", import.meta.url).pathname;
const TARGET = process.env.CARGO_TARGET_DIR ?? join(ROOT, "target");
// the same program as `cargo run`, as the workspace's tests build it
const PROGRAM = join(TARGET, "debug/huiqi-under-test");

/** Starts a city and waits until it says where it is. */
export async function start() {
  const folder = mkdtempSync(join(tmpdir(), "huiqi-browser-"));
  const env = { ...process.env, HUIQI_DATA: folder };
  const arguments_ = ["--memory", "--port", "0", "--until-stdin-closes", "--clock", "2026-11-24T10:00:00+08:00"];
  const child = spawn(PROGRAM, arguments_, { env, stdio: ["pipe", "pipe", "inherit"] });
  await ready(child);
  const addresses = JSON.parse(readFileSync(join(folder, "addresses.json"), "utf8"));
  const newestMail = async (...words) => {
    const reply = await fetch(`${addresses.console}/mailbox/messages.json`);
    const found = await reply.json();
    const mails = (found.messages ?? found).map((mail) => mail.text);
    return mails.findLast((body) => words.every((word) => body.includes(word)));
  };
  return {
    portal: addresses.portal,
    console: addresses.console,
    /** Runs a command of the client against this city. */
    command: (...words) => execFileSync(PROGRAM, words, { env, cwd: ROOT, encoding: "utf8" }),
    /** Waits until nothing is running and nothing waits to be handed on. */
    settle: () => fetch(`${addresses.console}/_host/idle`),
    /** Moves the clock past the end of a day. */
    moveClockPast: (day) =>
      fetch(`${addresses.console}/_host/clock`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ past: day }),
      }),
    /** Text of the newest mail that holds all of `words`. */
    newestMail,
    /** Link and code of the newest mail about a case. */
    async mail(number) {
      const text = await newestMail(number, "/act/");
      return { link: text.match(/\S*\/act\/\S+/)[0], code: text.match(/^\d{6}$/m)[0] };
    },
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.stdin.end();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function ready(child) {
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`the city ended with ${code}`)));
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (line.startsWith("READY")) resolve();
    });
  });
}
