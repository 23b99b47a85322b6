import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';

// Takes pictures of views as people see them: light, dark, on a phone, in print.
const [base, folder, ...paths] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
const WAYS = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  phone: { viewport: { width: 390, height: 844 }, colorScheme: 'light' },
  print: { colorScheme: 'light' },
};
const only = process.env.WAYS?.split(',') ?? Object.keys(WAYS);
for (const path of paths) {
  const name = path.replace(/^\//, '').replace(/\?.*/, '').replaceAll('/', '-') || 'today';
  for (const way of only) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...WAYS[way] });
    page.on('console', (message) => message.type() === 'error' && console.error(path, message.text()));
    page.on('pageerror', (error) => console.error(path, error.message));
    if (way === 'print') await page.emulateMedia({ media: 'print' });
    await page.goto(base + path, { waitUntil: 'networkidle' });
    await page.screenshot({ path: `${folder}/${name}-${way}.png`, fullPage: process.env.FULL === '1' });
    await page.close();
  }
}
await browser.close();
