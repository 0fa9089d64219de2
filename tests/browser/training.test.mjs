// Trainings and briefings in a real browser: the calendar, a seat, the list, attendance, the quiz, the certificate, regularity.
import assert from "node:assert/strict";
import { test } from "node:test";
import { look } from "./look.mjs";
import { ENTERPRISE, people } from "./people.mjs";

const BRIEFING = "sample-growth-briefing";
const TRAINING = "sample-counter-training";

const here = people();

test("anybody reads the calendar, and an enterprise takes a seat and gives it up", async () => {
  const anybody = await here.person();
  await anybody.goto(`${here.city.portal}/gatherings`);
  await look(anybody, "gatherings");
  await anybody.goto(`${here.city.portal}/gatherings/${BRIEFING}`);
  await look(anybody, "gathering-public");
  const page = await here.person(ENTERPRISE);
  await page.goto(`${here.city.portal}/gatherings/${BRIEFING}`);
  await look(page, "gathering-sign-up");
  await page.getByRole("button", { name: "报名", exact: true }).click();
  await page.waitForURL(/signed_up/);
  await look(page, "gathering-seated");
});

test("who holds it reads who comes", async () => {
  const page = await here.person("jingxin-editor");
  await page.goto(`${here.city.portal}/gatherings/${BRIEFING}`);
  assert.match(await page.locator("main").innerText(), /报名名单/);
  await look(page, "gathering-list");
});

test("a clerk attends, takes the quiz and sees what it came to", async () => {
  const clerk = await here.person("clerk");
  await clerk.goto(`${here.city.portal}/gatherings/${TRAINING}`);
  await clerk.getByRole("button", { name: "报名", exact: true }).click();
  await clerk.waitForURL(/signed_up/);
  await here.city.moveClockPast("2026-12-02");
  const lead = await here.person("lead");
  await lead.goto(`${here.city.portal}/gatherings/${TRAINING}`);
  await look(lead, "gathering-attendance");
  await lead.getByRole("button", { name: "已到" }).click();
  await lead.waitForURL(/noted/);
  // the clock moved past the night: signed in anew
  const again = await here.person("clerk");
  await again.goto(`${here.city.portal}/gatherings/${TRAINING}`);
  await again.getByRole("button", { name: "领取试卷" }).click();
  await look(again, "quiz");
  await again.getByRole("button", { name: "提交答卷" }).click();
  await again.waitForURL(/failed/);
  await look(again, "quiz-failed");
});

test("the coordinator sees how regularly departments train", async () => {
  const page = await here.person("coordinator");
  await page.goto(`${here.city.portal}/supervision/regularity`);
  assert.match(await page.locator("main").innerText(), /近一年未举办/);
  await look(page, "regularity");
});

test("nothing is complained of", () => {
  assert.deepEqual(here.complaints.flat(), []);
});
