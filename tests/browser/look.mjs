// Looking at a page: two widths, accessibility rules, nothing blocked, nothing sticking out.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const FOLDER = new URL("../../target/screenshots/", import.meta.url).pathname;
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Notes everything a page complains about; a page that is right complains of nothing. */
export function listen(page) {
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on("console", (message) => {
    // a refused form is an answer, not a fault of the page
    const expected = /status of 4(09|10|22)/.test(message.text());
    if (message.type() === "error" && !expected) complaints.push(`${page.url()}: ${message.text()}`);
  });
  return complaints;
}

/** Photographs the page at 1280 and 390 px and holds it to the rules. */
export async function look(page, name) {
  mkdirSync(FOLDER, { recursive: true });
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: join(FOLDER, `${name}-${width}.png`), fullPage: true });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= width, `${name} is ${wide} px wide at ${width} px`);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  const found = await violations(page);
  assert.deepEqual(found, [], `${name}: accessibility`);
}

// evaluated through the debugger, so that the page's own rule against foreign scripts stays in force
async function violations(page) {
  await page.evaluate(AXE);
  return page.evaluate(async (values) => {
    const result = await globalThis.axe.run(document, { runOnly: { type: "tag", values } });
    return result.violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 160)}`);
  }, RULES);
}
