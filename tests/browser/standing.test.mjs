// Pages people read and pages those who watch work with: each opened as its reader and looked at.
import assert from "node:assert/strict";
import { test } from "node:test";
import { look } from "./look.mjs";
import { people } from "./people.mjs";

const here = people();

async function each(page, pages) {
  for (const [name, path] of pages) {
    const reply = await page.goto(`${here.city.portal}${path}`);
    assert.equal(reply.status(), 200, path);
    await look(page, name);
  }
}

test("what a department says about its policies is found where one looks for it", async () => {
  const page = await here.person();
  await each(page, [
    ["faqs", "/faqs"],
    ["rulings", "/rulings"],
    ["parents", "/parents"],
    ["policy", "/policies/little-giant"],
    ["item", "/items/little-giant-award"],
    ["ask-answered", "/ask?kind=consultation&item=little-giant-award"],
    ["ask", "/ask"],
    ["departments", "/departments"],
    ["bulletins", "/bulletins"],
    ["changes", "/changes"],
  ]);
  await page.goto(`${here.city.portal}/items/little-giant-award`);
  const asked = page.locator("details.faq").first();
  await asked.locator("summary").click();
  assert.match(await asked.innerText(), /国家级“小巨人”/);
});

test("a department answers for everybody, with a form that says what is wrong", async () => {
  const page = await here.person("jingxin-publisher");
  await each(page, [
    ["policy-desk", "/desk/policies"],
    ["policy-upkeep", "/desk/policy-upkeep"],
    ["policy-work", "/desk/policies/little-giant"],
  ]);
  await page.locator("#faq summary").click();
  await page.fill("#faq_question", "联系人 13800138000 能报吗？");
  await page.getByRole("button", { name: "发布问答" }).click();
  assert.match(await page.locator("main").innerText(), /疑似手机号码/);
  await look(page, "policy-work-faq-refused");
});

test("those who watch have their lists", async () => {
  const page = await here.person("coordinator");
  await each(page, [
    ["supervision-cases", "/supervision/cases"],
    ["supervision-follow-ups", "/supervision/follow-ups"],
    ["supervision-commitments", "/supervision/commitments"],
    ["supervision-period", "/supervision"],
  ]);
});

test("nothing complained", () => {
  assert.deepEqual(here.complaints.flat(), []);
});
