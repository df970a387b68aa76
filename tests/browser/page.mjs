// The HTML report in a real browser: nothing leaves the page, nothing of a
// hostile text runs, axe-core finds nothing to mend, and the page can be used
// on a telephone, with the keyboard, on paper and without scripts.
//
// Run by `.ci/run`, or: npm ci && npm test. Without Chromium it is skipped.

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, copyFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import axe from "axe-core";
import puppeteer from "puppeteer-core";

const ROOT = resolve(import.meta.dirname, "../..");
const found = (paths) => paths.filter(Boolean).find((path) => existsSync(path));
const CHROMIUM = found([process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]);
const PROGRAM = found([process.env.MONEYMOUTH, join(ROOT, "target/debug/moneymouth"), join(ROOT, "target/release/moneymouth")]);
const skip = !CHROMIUM ? "there is no Chromium" : !PROGRAM ? "the program is not built" : false;

const SPRING = "examples/budget-2016-march.md";
const AUTUMN = "examples/autumn-statement-2016.md";
const BRIEF = "examples/draft-brief.md";
const folder = mkdtempSync(join(tmpdir(), "moneymouth-page-"));
const hostile = join(folder, `'"><img src=x onerror=alert(6)>.txt`);
const PAGES = {
  one: ["analyse", SPRING],
  two: ["compare", SPRING, AUTUMN],
  many: ["analyse", SPRING, AUTUMN, BRIEF],
  hostile: ["analyse", hostile],
  "two hostile": ["compare", hostile, BRIEF],
  "many hostile": ["analyse", hostile, BRIEF, SPRING],
};
const VIEWS = [
  { width: 1280, scheme: "light" },
  { width: 390, scheme: "dark" },
];

let browser;
const file = (name) => join(folder, `${name.replace(" ", "-")}.html`);

before(async () => {
  if (skip) return;
  copyFileSync(join(ROOT, "tests/data/hostile/brief.txt"), hostile);
  for (const [name, args] of Object.entries(PAGES)) {
    execFileSync(PROGRAM, [...args, "--format", "html", "--output", file(name)], { cwd: ROOT });
  }
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  browser = await puppeteer.launch({ executablePath: CHROMIUM, args });
});
after(() => browser?.close());

/** Opens a page and keeps what it says, asks for and pops up. */
async function open(name, { width = 1280, scheme = "light", script = true } = {}) {
  const page = await browser.newPage();
  const noise = [];
  page.on("console", (message) => noise.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => noise.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => { noise.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  const address = pathToFileURL(file(name)).href;
  page.on("request", (request) => { if (request.url() !== address) noise.push(`request: ${request.url()}`); });
  await page.setJavaScriptEnabled(script);
  await page.setViewport({ width, height: 900, isMobile: width < 500 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(address, { waitUntil: "load" });
  return { page, noise };
}

for (const name of Object.keys(PAGES)) {
  for (const view of VIEWS) {
    test(`${name} at ${view.width}, ${view.scheme}: quiet, accessible, no wider than the screen`, { skip }, async () => {
      const { page, noise } = await open(name, view);
      // What is folded away is looked at too.
      await page.evaluate(() => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wider, 0);
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() => window.axe.run({
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      }));
      const told = violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html).join("\n  ")}`);
      assert.deepEqual(told, []);
      assert.deepEqual(noise, []);
      await page.close();
    });
  }
}

for (const name of ["hostile", "two hostile", "many hostile"]) {
  test(`${name}: its text is shown as text`, { skip }, async () => {
    const { page, noise } = await open(name);
    const seen = await page.evaluate(() => ({
      hacked: window.hacked ?? null,
      foreign: document.querySelectorAll("img, iframe, object, embed, link, base, video, audio, meta[http-equiv=refresh]").length,
      scripts: document.scripts.length,
      links: Array.from(document.links, (link) => link.getAttribute("href")).filter((href) => !href.startsWith("#")),
      handlers: Array.from(document.querySelectorAll("*")).filter((element) => element.getAttributeNames().some((name) => name.startsWith("on"))).length,
      text: document.querySelector("main").textContent,
    }));
    assert.deepEqual([seen.hacked, seen.foreign, seen.scripts, seen.links, seen.handlers], [null, 0, 1, [], 0]);
    for (const part of ["<script>window.hacked = 1; alert(3)</script>", `"><img src=x onerror="window.hacked = 2">`, "javascript:alert(5)"]) {
      assert.ok(seen.text.includes(part), part);
    }
    assert.doesNotMatch(seen.text, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/);
    assert.deepEqual(noise, []);
    await page.close();
  });
}

test("the policy stops what stands in the page by mistake", { skip }, async () => {
  const { page, noise } = await open("one");
  const ran = await page.evaluate(async () => {
    const script = document.createElement("script");
    script.textContent = "window.hacked = 1";
    const image = new Image();
    image.src = "https://example.org/a.png";
    const style = document.createElement("style");
    style.textContent = "body { display: none }";
    document.body.append(script, image, style);
    await new Promise((done) => setTimeout(done, 200));
    return [window.hacked ?? null, getComputedStyle(document.body).display];
  });
  assert.deepEqual(ran, [null, "block"]);
  const stopped = noise.filter((line) => line.includes("Content Security Policy"));
  assert.equal(stopped.length, 3, noise.join("\n"));
  await page.close();
});

test("without scripts everything can be read, and no dead control is shown", { skip }, async () => {
  const { page } = await open("one", { script: false });
  const shown = await page.$$eval("li.promise", (items) => items.filter((item) => item.checkVisibility()).length);
  const all = await page.$$eval("li.promise", (items) => items.length);
  const controls = await page.$$eval("form, button", (forms) => forms.filter((form) => form.checkVisibility()).length);
  assert.ok(all > 10);
  assert.deepEqual([shown, controls], [all, 0]);
  await page.close();
});

test("promises can be filtered and sorted", { skip }, async () => {
  const { page, noise } = await open("one");
  const shown = () => page.$$eval("li.promise:not([hidden])", (items) => items.map((item) => ({ ...item.dataset })));
  const all = await shown();
  await page.select("#promises-topic", "cyber");
  const cyber = await shown();
  assert.ok(cyber.length > 0 && cyber.length < all.length);
  assert.ok(cyber.every((item) => item.topic.split(" ").includes("cyber")));
  assert.equal(await page.$eval("[role=status]", (status) => status.textContent), `${cyber.length} of ${all.length} promises shown`);
  await page.select("#promises-topic", "");
  await page.select("#promises-backing", "none");
  assert.ok((await shown()).every((item) => item.q === "0"));
  await page.select("#promises-backing", "");
  await page.select("#promises-order", "backed");
  const sorted = (await shown()).map((item) => Number(item.q));
  assert.deepEqual(sorted, all.map((item) => Number(item.q)).sort((a, b) => b - a));
  await page.select("#promises-order", "text");
  assert.deepEqual(await shown(), all);
  assert.deepEqual(noise, []);
  await page.close();
});

test("tables of topics can be sorted, with the keyboard too", { skip }, async () => {
  for (const name of ["one", "two"]) {
    const { page, noise } = await open(name);
    const table = (await page.$("table.sortable"));
    const column = (at) => table.$$eval("tbody tr", (rows, at) => rows.map((row) => row.cells[at].dataset.key ?? null), at);
    const topics = () => table.$$eval("tbody th", (heads) => heads.map((head) => head.textContent));
    const sorted = () => table.$$eval("thead th[aria-sort]", (heads) => heads.map((head) => [head.cellIndex, head.getAttribute("aria-sort")]));
    const numbers = (keys) => keys.filter((key) => key !== null).map(Number);
    const first = await topics();
    assert.deepEqual(await sorted(), [], name);
    const [, , money] = await table.$$("thead button");
    await money.focus();
    await page.keyboard.press("Enter");
    const down = await column(2);
    assert.deepEqual(await sorted(), [[2, "descending"]], name);
    assert.ok(numbers(down).length > 1, name);
    assert.deepEqual(numbers(down), numbers(down).sort((a, b) => b - a), name);
    await page.keyboard.press("Space");
    const up = await column(2);
    assert.deepEqual(await sorted(), [[2, "ascending"]], name);
    assert.deepEqual(numbers(up), numbers(down).reverse(), name);
    for (const keys of [down, up]) {
      const missing = keys.indexOf(null);
      assert.ok(missing < 0 || keys.slice(missing).every((key) => key === null), `${name}: missing values come last`);
    }
    await (await table.$("thead button")).click();
    assert.deepEqual(await sorted(), [[0, "ascending"]], name);
    assert.deepEqual(await topics(), first.slice().sort((a, b) => a.localeCompare(b, "en-GB")), name);
    assert.equal(await table.$eval("tfoot th", (head) => head.textContent), "All topics");
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => window.axe.run("table.sortable"));
    assert.deepEqual(violations.map(({ id }) => id), []);
    assert.deepEqual(noise, []);
    await page.close();
  }
});

test("the keyboard goes through the page in the order in which it is read", { skip }, async () => {
  for (const name of ["one", "two", "many"]) {
    const { page } = await open(name);
    const places = [];
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
    const count = await page.$$eval("a, select, summary, button, [tabindex='0']", (items) => items.filter((item) => item.checkVisibility()).length);
    for (let at = 1; at < count; at += 1) {
      await page.keyboard.press("Tab");
      places.push(await page.evaluate(() => {
        const box = document.activeElement.getBoundingClientRect();
        return Math.round(box.top + window.scrollY);
      }));
    }
    // Things on one line may stand a little higher or lower.
    const back = places.filter((place, at) => at > 0 && place < places[at - 1] - 30);
    assert.deepEqual(back, [], `${name}: ${places}`);
    await page.close();
  }
});

test("on paper nothing is folded away and no control is left", { skip }, async () => {
  const { page } = await open("two", { scheme: "dark" });
  await page.emulateMediaType("print");
  const seen = await page.evaluate(() => ({
    promises: Array.from(document.querySelectorAll("li.promise")).every((item) => item.checkVisibility()),
    controls: Array.from(document.querySelectorAll("form, nav")).some((item) => item.checkVisibility()),
    paper: getComputedStyle(document.body).backgroundColor,
  }));
  assert.deepEqual(seen, { promises: true, controls: false, paper: "rgb(255, 255, 255)" });
  await page.close();
});

test("pages stay small", { skip }, () => {
  for (const name of Object.keys(PAGES)) assert.ok(statSync(file(name)).size < 400_000, name);
});
