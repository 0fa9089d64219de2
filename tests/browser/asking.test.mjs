// Asking further in a real browser: one question at a time, what if, receipts, tools, one's own policies; each page is looked at.
import assert from "node:assert/strict";
import { test } from "node:test";
import { look } from "./look.mjs";
import { ENTERPRISE, people } from "./people.mjs";

const here = people();

test("one question at a time, without scripts, until the list is settled", async () => {
  const page = await here.person(null, { javaScriptEnabled: false });
  await page.goto(`${here.city.portal}/calculator/ask`);
  let asked = 0;
  while ((await page.locator("h1").innerText()) === "一次一问" && asked < 100) {
    asked += 1;
    await page.getByRole("button", { name: "跳过" }).click();
  }
  assert.equal(await page.locator("h1").innerText(), "测算结果");
  assert.ok(asked > 5, `${asked} questions`);
});

test("what was answered leads to what if, a receipt, and paper", async () => {
  const page = await here.person();
  await page.goto(`${here.city.portal}/calculator/ask`);
  await look(page, "step");
  await page.goto(`${here.city.portal}/calculator`);
  await page.fill("#facts-staff", "120");
  await page.fill("#facts-industry", "C3824");
  await page.fill("#facts-registered_on", "2026-01-20");
  await page.fill("#facts-revenue", "23500000");
  await page.fill("#facts-revenue_before", "18600000");
  for (const yes of ["independent", "trustworthy", "no_accident", "enrolled"]) await page.check(`#facts-${yes}`);
  await page.check('input[name="facts.titles"][value="high_tech"]');
  await page.getByRole("button", { name: "查看测算结果" }).click();
  await look(page, "asked-result");
  await page.getByRole("button", { name: "如果……会怎样" }).click();
  await page.fill("#what_if-staff", "+200");
  await page.selectOption("#what_if-trustworthy", "no");
  await page.getByRole("button", { name: "看看会怎样" }).click();
  assert.match(await page.locator("main").innerText(), /个事项的结果变化/);
  await look(page, "what-if");
  await page.getByRole("button", { name: "回到测算结果" }).click();
  await page.getByRole("button", { name: "出具测算凭证" }).click();
  await page.waitForURL(/receipts/);
  await look(page, "receipt");
  await page.getByRole("link", { name: "一对一书面说明" }).click();
  await look(page, "explanation");
  await page.emulateMedia({ media: "print" });
  await page.pdf({ path: "../../target/screenshots/explanation.pdf", format: "A4" });
  await page.emulateMedia({ media: "screen" });
});

test("tools and collections", async () => {
  const page = await here.person();
  for (const [name, path] of [
    ["tools", "/tools"],
    ["tool-size-class", "/tools/size-class?industry=C3912&staff=120&revenue=10000000"],
    ["tool-credit-code", "/tools/credit-code?code=91350200MA2YJ1XR9G"],
    ["tool-deadline", "/tools/deadline?from=2026-09-28&working_days=5"],
    ["tool-materials", "/tools/materials?item=stable-jobs-return&item=high-tech-award"],
    ["tool-compare", "/tools/compare?item=stable-jobs-return&item=high-tech-award"],
    ["collections", "/collections"],
    ["receipt-verify", "/receipts/verify"],
  ]) {
    const reply = await page.goto(`${here.city.portal}${path}`);
    assert.equal(reply.status(), 200, path);
    await look(page, name);
  }
});

test("an enterprise keeps its answers and finds its own policies and calendar", async () => {
  const page = await here.person(ENTERPRISE);
  await page.goto(`${here.city.portal}/calculator`);
  await page.fill("#facts-staff", "125");
  await page.getByRole("button", { name: "查看测算结果" }).click();
  await look(page, "keep");
  await page.getByRole("button", { name: "存入企业画像" }).click();
  await page.waitForURL(/my-policies/);
  await look(page, "my-policies");
  const feed = await page.getByRole("link", { name: "申报日历订阅地址" }).getAttribute("href");
  const calendar = await (await fetch(new URL(feed, here.city.portal))).text();
  assert.match(calendar, /BEGIN:VEVENT/);
  await page.goto(`${here.city.portal}/calculator`);
  assert.equal(await page.inputValue("#facts-staff"), "125");
  await page.goto(`${here.city.portal}/my-policies`);
  await page.getByRole("button", { name: "生成一对一书面说明" }).click();
  await page.waitForURL(/explanation/);
  await look(page, "explanation-named");
});

test("nothing complained", () => {
  assert.deepEqual(here.complaints.flat(), []);
});
