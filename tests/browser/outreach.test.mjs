// Finding, hearing and reaching in a real browser: search, needs, whom an item fits, a run to its case, alerts and the way out.
import assert from "node:assert/strict";
import { test } from "node:test";
import { look } from "./look.mjs";
import { ENTERPRISE, people } from "./people.mjs";

const GIVEN = "job-expansion-subsidy";
const OFFICER = "renshe-officer";

const here = people();

test("somebody searches, narrows, finds nothing and says what is missing", async () => {
  const page = await here.person();
  await page.goto(`${here.city.portal}/search`);
  await look(page, "search");
  await page.fill("#q", "高企 奖励");
  await page.getByRole("button", { name: "查找", exact: true }).click();
  assert.match(await page.locator(".found").innerText(), /高新技术企业/);
  await look(page, "search-found");
  await page.goto(`${here.city.portal}/search?q=${encodeURIComponent("火星移民补助")}`);
  assert.match(await page.locator(".found").innerText(), /没有/);
  await page.goto(`${here.city.portal}/search?q=${encodeURIComponent("火星")}`);
  await look(page, "search-nothing");
  await page.getByRole("link", { name: "填写需求" }).click();
  await page.fill("#saying", "请打 13812345678");
  await page.getByRole("button", { name: "提交需求" }).click();
  await look(page, "need-refused");
  await page.fill("#saying", "希望有交通补贴");
  await page.getByRole("button", { name: "提交需求" }).click();
  assert.equal(await page.locator("h1").innerText(), "需求已记录");
  await look(page, "need-taken");
});

test("the coordinator reads what enterprises need", async () => {
  const page = await here.person("coordinator");
  await page.goto(`${here.city.portal}/needs`);
  assert.match(await page.locator("main").innerText(), /火星/);
  await look(page, "needs");
  await page.locator("main table a").first().click();
  await look(page, "need");
});

test("an enterprise subscribes", async () => {
  const page = await here.person(ENTERPRISE);
  await page.goto(`${here.city.portal}/alerts`);
  await look(page, "alerts-none");
  await page.fill("#lead_days", "90");
  await page.getByRole("button", { name: "订阅", exact: true }).click();
  assert.equal(await page.inputValue("#lead_days"), "90", "what was typed stays");
  await look(page, "alerts-refused");
  await page.fill("#lead_days", "40");
  await page.getByRole("button", { name: "订阅", exact: true }).click();
  await page.waitForURL(/saved/);
  await look(page, "alerts-saved");
  await here.city.settle();
  await page.reload();
  assert.match(await page.locator("main").innerText(), /即将截止/);
  await look(page, "alerts");
});

test("a department sees whom an item fits and starts a run", async () => {
  const page = await here.person(OFFICER);
  await page.goto(`${here.city.portal}/outreach`);
  await look(page, "outreach");
  for (const list of ["due", "eligible", "undetermined"]) {
    await page.goto(`${here.city.portal}/outreach/${GIVEN}?list=${list}`);
    await look(page, `outreach-${list}`);
  }
  await page.goto(`${here.city.portal}/outreach`);
  await page.selectOption("#item", GIVEN);
  await page.fill("#answer_days", "1");
  await page.getByRole("button", { name: "生成名单并发出邀请" }).click();
  await look(page, "outreach-refused");
  await page.fill("#answer_days", "15");
  await page.getByRole("button", { name: "生成名单并发出邀请" }).click();
  await page.waitForURL(/runs/);
  await here.city.settle();
  await page.reload();
  assert.match(await page.locator("main").innerText(), /列入依据/);
  await look(page, "run");
});

test("an enterprise confirms without applying, and its case is there", async () => {
  const page = await here.person(ENTERPRISE);
  await page.goto(`${here.city.portal}/alerts`);
  await look(page, "alerts-invited");
  await page.locator('main a[href*="/invitations/"]').first().click();
  await look(page, "invitation");
  await page.getByRole("button", { name: "确认享受" }).click();
  await look(page, "invitation-refused");
  await page.fill("#bank", "示例银行黄石分行营业部");
  await page.fill("#account", "6222021234567890");
  await page.check("#agree");
  await page.getByRole("button", { name: "确认享受" }).click();
  await page.waitForURL(/cases/);
  await look(page, "case-without-application");
  await page.goto(`${here.city.portal}/alerts`);
  await page.locator('main a[href*="/invitations/"]').first().click();
  assert.match(await page.locator("main").innerText(), /尾号 7890/);
  await look(page, "invitation-confirmed");
});

test("the address in a digest ends the subscription, by its button", async () => {
  const text = await here.city.newestMail("/unsubscribe/");
  const page = await here.person();
  await page.goto(text.match(/\S*\/unsubscribe\/\S+/)[0]);
  await look(page, "unsubscribe");
  await page.getByRole("button", { name: "确认退订" }).click();
  assert.equal(await page.locator("h1").innerText(), "已退订");
  await look(page, "unsubscribed");
});

test("no page complained", () => {
  assert.deepEqual(here.complaints.flat(), []);
});
