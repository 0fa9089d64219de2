// People at browsers of their own, in a city of its own; what their pages complain of is kept.
import { after, before } from "node:test";
import { chromium } from "playwright-core";
import { start } from "./city.mjs";
import { listen } from "./look.mjs";

const PROGRAM = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** A sample enterprise that fits much. */
export const ENTERPRISE = "91420204MAFAKE035F";

/** A city with a browser for the tests of one file; `prepare` makes the city ready. */
export function people(prepare = async () => {}) {
  const here = { complaints: [] };
  before(async () => {
    here.city = await start();
    await prepare(here.city);
    await here.city.settle();
    here.browser = await chromium.launch({ executablePath: PROGRAM, args: ["--no-sandbox"] });
  });
  after(async () => {
    await here.browser?.close();
    await here.city?.stop();
  });
  /** Somebody, signed in where an id is given. */
  here.person = async (id, options = {}) => {
    const context = await here.browser.newContext({ locale: "zh-CN", ...options });
    const page = await context.newPage();
    here.complaints.push(listen(page));
    if (id) {
      await page.goto(`${here.city.portal}/signin`);
      await page.locator(`[value="${id}"]`).first().click();
      await page.waitForURL(`${here.city.portal}/**`);
    }
    return page;
  };
  return here;
}
