// Authority in a real browser: an enterprise lets an assistant act for it, the assistant does, the enterprise ends it; several decisions on one page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { look } from "./look.mjs";
import { ENTERPRISE, people } from "./people.mjs";

const here = people();
let number;

test("an enterprise gives an assistant authority", async () => {
  const page = await here.person(ENTERPRISE);
  await page.goto(`${here.city.portal}/authorities`);
  await look(page, "authorities-none");
  await page.fill("#agent", "person:agent");
  await page.fill("#agent_name", "市民之家帮办岗");
  await page.fill("#agent_mail", "assistant@example.com");
  await page.getByRole("button", { name: "确认授权" }).click();
  await look(page, "authorities-refused");
  await page.check("[name=scope][value=read]");
  await page.check("[name=scope][value=apply]");
  await page.getByRole("button", { name: "确认授权" }).click();
  await page.waitForURL(/given/);
  await look(page, "authorities");
});

test("the assistant chooses whom to act for and sees its cases", async () => {
  const page = await here.person("agent");
  await page.goto(`${here.city.portal}/authorities`);
  await look(page, "authorities-own");
  await page.getByRole("button", { name: "代其办理" }).click();
  await page.waitForURL(/cases/);
  assert.match(await page.locator("header").first().innerText(), /代/);
  await look(page, "cases-for");
  await page.goto(`${here.city.portal}/authorities`);
  await look(page, "authorities-acting");
  await page.goto(`${here.city.portal}/calculator?item=first-industrial-award`);
  await page.locator("main form button").last().click();
  await page.locator('form[action$="/calculator/keep"] button, button[formaction$="/calculator/keep"]').first().click();
  await page.waitForURL(/my-policies/);
});

test("the enterprise reads what was done for it", async () => {
  const page = await here.person(ENTERPRISE);
  await page.goto(`${here.city.portal}/authorities`);
  await page.getByRole("link", { name: /代办记录/ }).first().click();
  assert.match(await page.locator("main").innerText(), /企业画像/);
  await look(page, "authorities-deeds");
});

test("the counter records what was given on paper", async () => {
  const page = await here.person("clerk");
  await page.goto(`${here.city.portal}/authorities?enterprise=${ENTERPRISE}`);
  await look(page, "authorities-counter");
});

test("the enterprise ends it at once", async () => {
  const page = await here.person(ENTERPRISE);
  await page.goto(`${here.city.portal}/authorities`);
  await page.getByRole("button", { name: "撤销授权" }).click();
  await page.waitForURL(/revoked/);
  await look(page, "authorities-revoked");
});

test("an officer finds nothing to decide, and says so", async () => {
  const page = await here.person("jingxin-officer");
  await page.goto(`${here.city.portal}/tasks`);
  await look(page, "tasks-none");
});

test("an officer checks and decides several cases", async () => {
  here.city.command("publish", "infra/seed/examples/first-policy.json");
  const said = here.city.command("apply", "first-industrial-award", "--as", ENTERPRISE, "--file", "infra/seed/examples/application-form.pdf");
  [number] = said.match(/HS-[\w-]+/);
  await here.city.settle();
  const page = await here.person("jingxin-officer");
  await page.goto(`${here.city.portal}/tasks`);
  await look(page, "tasks");
  await page.locator("input[name=number]").first().check();
  await page.getByRole("button", { name: "核对所选办件" }).click();
  await look(page, "tasks-decide");
  await page.check("#decision");
  await page.fill("#reason", "经审核，符合条件");
  await page.getByRole("button", { name: "提交审核决定" }).click();
  assert.match(await page.locator("main").innerText(), /未决定 1 件/);
  await look(page, "tasks-left");
});

test("what was decided is set beside what was predicted", async () => {
  const firm = await here.person(ENTERPRISE);
  await firm.goto(`${here.city.portal}/cases/${number}`);
  assert.match(await firm.locator("main").innerText(), /提交时测算\s+符合/);
  const { link, code } = await here.city.mail(number);
  const post = await here.person();
  await post.goto(link);
  for (const met of await post.locator('input[name^="check."][value="met"]').all()) await met.check();
  for (const shown of await post.locator('input[name^="evidence."]').all()) await shown.fill("核对申请材料");
  await post.locator("#decision").check();
  await post.locator("#amount").fill("150000");
  await post.locator("#reason").fill("经审核，按实际销售额核定。");
  await post.locator("#code").fill(code);
  await post.getByRole("button", { name: "提交办理结果" }).click();
  assert.match(await post.locator("main").innerText(), /已提交/);
  await here.city.settle();
  const page = await here.person("coordinator");
  await page.goto(`${here.city.portal}/supervision/drift?period=2026-12`);
  assert.match(await page.locator("main").innerText(), new RegExp(`${number}[^]*核定金额低于测算[^]*20 万元`));
  await look(page, "drift");
  await page.getByRole("link", { name: number }).click();
  await look(page, "case-drift");
  await page.goto(`${here.city.portal}/supervision?period=2026-12`);
  await look(page, "supervision-december");
});

test("nothing is complained of", () => {
  assert.deepEqual(here.complaints.flat(), []);
});
