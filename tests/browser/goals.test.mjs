// What every page owes its reader: it is small, it is there soon on a slow line, and it is used with the keyboard alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ENTERPRISE, people } from "./people.mjs";

const BYTES_MAX = 60_000;
const SCRIPT_BYTES_MAX = 15_000;
/** Tabs from one control to the next, at most. */
const TABS_MAX = 120;
const SLOW = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 200_000 };
const PUBLIC = [
  "/", "/policies", "/policies/stable-jobs", "/items/high-tech-award", "/search", "/calculator", "/calculator/ask", "/notices", "/departments",
  "/tools", "/collections", "/changes", "/help", "/needs?form=new", "/problems",
];

const here = people((city) => city.command("publish", "infra/seed/examples/first-policy.json"));

test("public pages are small, and painted soon on a slow line", async (context) => {
  const paints = [];
  for (const path of PUBLIC) {
    const page = await here.person();
    const line = await page.context().newCDPSession(page);
    await line.send("Network.enable");
    await line.send("Network.emulateNetworkConditions", SLOW);
    const sizes = { all: 0, scripts: 0 };
    const scripts = new Set();
    line.on("Network.responseReceived", ({ requestId, type }) => type === "Script" && scripts.add(requestId));
    line.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      sizes.all += encodedDataLength;
      if (scripts.has(requestId)) sizes.scripts += encodedDataLength;
    });
    const reply = await page.goto(`${here.city.portal}${path}`, { waitUntil: "networkidle" });
    assert.equal(reply.status(), 200, path);
    assert.ok(sizes.all > 0 && sizes.all <= BYTES_MAX, `${path}: ${sizes.all} bytes`);
    assert.ok(sizes.scripts <= SCRIPT_BYTES_MAX, `${path}: ${sizes.scripts} bytes of scripts`);
    const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime);
    paints.push([Math.round(paint), sizes.all, path]);
    await page.context().close();
  }
  // a figure to look at, not a gate: machines differ
  context.diagnostic(`first paint in ms, bytes: ${paints.map((one) => one.join(" ")).join(", ")}`);
});

/** Goes to a control by the Tab key; where it is can be seen. */
async function tabTo(page, selector) {
  for (let tabs = 0; tabs < TABS_MAX; tabs += 1) {
    const there = await page.evaluate((selector) => document.activeElement?.matches(selector), selector);
    if (there) {
      const seen = await page.evaluate(() => {
        const style = getComputedStyle(document.activeElement);
        return style.outlineStyle !== "none" || style.boxShadow !== "none";
      });
      assert.ok(seen, `${selector}: focus is visible`);
      return;
    }
    await page.keyboard.press("Tab");
  }
  assert.fail(`${selector} is not reached by the keyboard`);
}

/** Goes to a control and types. */
async function type(page, selector, text) {
  await tabTo(page, selector);
  await page.keyboard.press("Control+A");
  await page.keyboard.type(text);
}

/** Goes to a control and presses Enter; what it leads to is there. */
async function enter(page, selector) {
  await tabTo(page, selector);
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
}

test("an enterprise searches, asks, applies and subscribes with the keyboard alone", async () => {
  const page = await here.person(ENTERPRISE);
  await page.goto(`${here.city.portal}/search`);
  // the first stop leads past the menu
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "跳到正文");
  await page.keyboard.press("Enter");
  await type(page, "#q", "首次进入规模以上");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  await enter(page, '.found a[href$="/items/first-industrial-award"]');
  assert.match(await page.locator("h1").innerText(), /首次进入规模以上/);

  await page.goto(`${here.city.portal}/calculator`);
  await type(page, "#facts-staff", "120");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("h1")?.textContent === "测算结果");

  await page.goto(`${here.city.portal}/apply/first-industrial-award`);
  await enter(page, 'main form[action$="/drafts"] button, main form button');
  assert.match(page.url(), /drafts/);

  await page.goto(`${here.city.portal}/alerts`);
  await tabTo(page, "#cause-changed");
  await page.keyboard.press("Space");
  await type(page, "#lead_days", "20");
  await enter(page, 'main button[name="active"][value="yes"]');
  assert.match(await page.locator("main").innerText(), /设置已保存/);
  assert.equal(await page.isChecked("#cause-changed"), false);
});

test("no page complained", () => {
  assert.deepEqual(here.complaints.flat(), []);
});
