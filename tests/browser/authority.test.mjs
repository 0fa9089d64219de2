// Authority in a real browser: an enterprise lets an assistant act for it, the assistant does, the enterprise ends it; several decisions on one page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { look } from "./look.mjs";
import { ENTERPRISE, people } from "./people.mjs";

const here = people();

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
  here.city.command("apply", "first-industrial-award", "--as", ENTERPRISE, "--file", "infra/seed/examples/application-form.pdf");
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

test("nothing is complained of", () => {
  assert.deepEqual(here.complaints.flat(), []);
});
