// Opens pages in Chromium and prints what axe-core finds and whether they overflow, as JSON. Needs puppeteer-core.
const { readFileSync } = require("node:fs");
const { pathToFileURL } = require("node:url");
const puppeteer = require("puppeteer-core");

const [, , executablePath, ...files] = process.argv;
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const views = [1280, 390].flatMap((width) => ["light", "dark"].map((theme) => ({ width, theme })));

(async () => {
  const browser = await puppeteer.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  const found = [];
  for (const file of files) {
    for (const { width, theme } of views) {
      const page = await browser.newPage(), errors = [], requests = [];
      page.on("pageerror", (error) => errors.push(error.message));
      page.on("console", (message) => errors.push(message.text()));
      page.on("request", (request) => { if (!request.url().startsWith("file:")) requests.push(request.url()); });
      await page.setViewport({ width, height: 900 });
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
      await page.goto(pathToFileURL(file).href);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      await page.addStyleTag({ content: "*{content-visibility:visible!important}" });
      await page.evaluate(axe);
      const result = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
      found.push({
        file, width, theme, errors, requests, overflow,
        violations: result.violations.map((one) => `${one.id}: ${one.nodes[0].html}`), checks: result.passes.length,
      });
      await page.close();
    }
  }
  await browser.close();
  console.log(JSON.stringify(found));
})();
