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

/** Days and money as programs write them, where people read. */
function coded(page) {
  return page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const { parentElement, data } = walker.currentNode;
      if (parentElement.closest("code, pre, textarea, script, [lang=en]")) continue;
      found.push(...(data.match(/\b\d{4}-\d{2}-\d{2}\b|(?<![\d,])\d{4,}\.\d{2} ?元|(?<![\d,])\d+\.00 ?元/g) ?? []));
    }
    return found;
  });
}

/** How far the page sticks out of its window. */
const width = (page) => page.evaluate(() => document.documentElement.scrollWidth);

/** Larger type for the elderly (长辈版), or the usual. */
const larger = (page, on) => page.evaluate((on) => document.documentElement.classList.toggle("large", on), on);

/**
 * Photographs the page at 1280 and 390 px and holds it to the rules: at 320 px, which is 400 % zoom, in larger type, and in what is
 * written for people.
 */
export async function look(page, name) {
  mkdirSync(FOLDER, { recursive: true });
  for (const wide of [1280, 390]) {
    await page.setViewportSize({ width: wide, height: 900 });
    await page.screenshot({ path: join(FOLDER, `${name}-${wide}.png`), fullPage: true });
    assert.ok((await width(page)) <= wide, `${name} is wider than ${wide} px`);
  }
  assert.deepEqual(await coded(page), [], `${name}: days and money are written for people`);
  for (const large of [false, true]) {
    await larger(page, large);
    for (const wide of [320, 1280]) {
      await page.setViewportSize({ width: wide, height: 900 });
      assert.ok((await width(page)) <= wide, `${name} is wider than ${wide} px, in larger type: ${large}`);
    }
    const found = await violations(page);
    assert.deepEqual(found, [], `${name}: accessibility, in larger type: ${large}`);
  }
  await larger(page, false);
}

// evaluated through the debugger, so that the page's own rule against foreign scripts stays in force
async function violations(page) {
  await page.evaluate(AXE);
  return page.evaluate(async (values) => {
    const result = await globalThis.axe.run(document, { runOnly: { type: "tag", values } });
    return result.violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 160)}`);
  }, RULES);
}
