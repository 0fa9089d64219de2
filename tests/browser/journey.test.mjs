// One case in a real browser: from the published policy to the payment, as its people do it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { look } from "./look.mjs";
import { ENTERPRISE, people } from "./people.mjs";

const ITEM = "first-industrial-award";
const FORM = new URL("../../infra/seed/examples/application-form.pdf", import.meta.url).pathname;

const here = people((city) => city.command("publish", "infra/seed/examples/first-policy.json"));

test("the public reads without signing in", async () => {
  const page = await here.person();
  for (const [name, path] of [
    ["home", "/"],
    ["policies", "/policies"],
    ["policy", "/policies/stable-jobs"],
    ["item", `/items/${ITEM}`],
    ["departments", "/departments"],
    ["notices-empty", "/notices"],
    ["help", "/help"],
    ["docs", "/docs"],
    ["problem", "/problems/stale_version"],
    ["calculator", "/calculator"],
  ]) {
    const reply = await page.goto(`${here.city.portal}${path}`);
    assert.equal(reply.status(), 200, path);
    await look(page, name);
  }
  const absent = await fetch(`${here.city.portal}/items/no-such-item`);
  assert.equal(absent.status, 404);
  assert.match(await absent.text(), /没有这个页面/);
});

test("a case goes from the calculator to the payment", async () => {
  const firm = await here.person(ENTERPRISE);
  await firm.goto(`${here.city.portal}/calculator?item=${ITEM}`);
  await look(firm, "calculator-filled");
  await firm.locator("main form button").last().click();
  assert.match(await firm.locator("main").innerText(), /符合/);
  await look(firm, "result");

  await firm.goto(`${here.city.portal}/apply/${ITEM}`);
  await look(firm, "apply");
  await firm.getByRole("button", { name: "开始申请" }).click();
  await firm.waitForURL("**/drafts/*");
  await look(firm, "draft");
  await firm.locator("#check button").click();
  await firm.locator('input[type="file"]').setInputFiles(FORM);
  await firm.locator("form[data-upload] button").click();
  await firm.locator(".tag.good", { hasText: "已收到" }).waitFor();
  await look(firm, "draft-uploaded");
  await firm.locator("#confirm").check();
  await firm.getByRole("button", { name: "提交申请" }).click();
  await firm.waitForURL("**/cases/*");
  await look(firm, "acknowledgement");
  const number = new URL(firm.url()).pathname.split("/").at(-1);
  await firm.locator("figure.qr a").click();
  await firm.waitForURL("**/verify/*");
  await look(firm, "verify");
  await here.city.settle();

  await departmentApproves(number);
  await firm.goto(`${here.city.portal}/cases/${number}`);
  assert.doesNotMatch(await firm.locator("main").innerText(), /核定金额/, "M53: nothing before the release");
  const last = await windowReleases(number);
  await publicReads(number);
  await here.city.moveClockPast(last);
  await here.city.settle();
  await financePays(number);

  await firm.goto(`${here.city.portal}/cases/${number}`);
  assert.match(await firm.locator("main").innerText(), /已拨付/);
  await look(firm, "case-paid");
  await firm.goto(`${here.city.portal}/cases`);
  await look(firm, "cases");
});

async function departmentApproves(number) {
  const { link, code } = await here.city.mail(number);
  const post = await here.person();
  await post.goto(link);
  await look(post, "act");
  for (const met of await post.locator('input[name^="check."][value="met"]').all()) await met.check();
  for (const shown of await post.locator('input[name^="evidence."]').all()) await shown.fill("核对申请材料");
  await post.locator("#decision").check();
  await post.locator("#reason").fill("经审核，材料齐全，符合条件。");
  await post.locator("#code").fill("000000" === code ? "000001" : "000000");
  await post.getByRole("button", { name: "提交办理结果" }).click();
  await look(post, "act-wrong-code");
  await post.locator("#code").fill(code);
  await post.getByRole("button", { name: "提交办理结果" }).click();
  assert.match(await post.locator("main").innerText(), /已提交/);
  await look(post, "act-done");
  await post.goto(link);
  await look(post, "act-used");
  await here.city.settle();
}

async function windowReleases(number) {
  const lead = await here.person("lead");
  await lead.goto(`${here.city.portal}/desk`);
  await look(lead, "desk");
  await lead.locator(`a[href$="/cases/${number}"]`).first().click();
  await look(lead, "case-to-release");
  await lead.getByRole("button", { name: "确认反馈" }).click();
  await lead.waitForURL("**done=released");
  await look(lead, "case-released");
  await here.city.settle();
  const token = await lead.context().cookies();
  const session = token.find((cookie) => cookie.name === "hq_session").value;
  const reply = await fetch(`${here.city.portal}/v1/cases/${number}`, {
    headers: { authorization: `Bearer ${session}` },
  });
  return (await reply.json()).publicity.last_day;
}

async function publicReads(number) {
  const page = await here.person();
  await page.goto(`${here.city.portal}/notices/${number}`);
  const text = await page.locator("body").innerText();
  assert.ok(text.includes(ENTERPRISE) && !text.includes("@"), "a notice shows the firm and no mail address");
  await look(page, "notice");
  await page.goto(`${here.city.portal}/notices`);
  await look(page, "notices");
}

async function financePays(number) {
  const finance = await here.person("finance");
  await finance.goto(`${here.city.portal}/cases/${number}`);
  await finance.locator("#reference").fill("PO-2026-0001");
  await look(finance, "case-payable");
  await finance.getByRole("button", { name: "登记已拨付" }).click();
  await finance.waitForURL("**done=paid");
  await here.city.settle();
}

test("without scripts a file goes with the form", async () => {
  const firm = await here.person("91420203MAFAKE0276", { javaScriptEnabled: false });
  await firm.goto(`${here.city.portal}/apply/manufacturing-title-award`);
  await firm.getByRole("button", { name: "开始申请" }).click();
  await firm.waitForURL("**/drafts/*");
  await firm.locator('input[type="file"]').first().setInputFiles(FORM);
  await firm.locator("form[data-upload] button").first().click();
  await firm.locator(".tag.good", { hasText: "已收到" }).waitFor();
});

test("no page complained", () => {
  assert.deepEqual(here.complaints.flat(), []);
});
