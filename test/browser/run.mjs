import { CHECKS } from './checks.mjs';
import { Hand } from './hand.mjs';
import { ALONE, STORIES, WAYS } from './stories.mjs';
import { openBrowser } from './window.mjs';

// Does what people do, in the machine's own browser, and prints one line of JSON for each: its name, and what went wrong or null.
// ONLY, a regular expression, picks by name.
const [base, ...views] = process.argv.slice(2);
const only = new RegExp(process.env.ONLY ?? '');

const browser = await openBrowser();

/** Opens a window as people of some kind have it, and does what is to be done there. */
async function within(way, act) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-US', ...way });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await act(page);
  await context.close();
}

/** Runs one thing and tells what went wrong; an error that the browser tells is one, too. */
async function tell(page, name, act) {
  if (!only.test(name)) return;
  const told = [];
  // What a story has refused is none.
  const onConsole = (message) => message.type() === 'error' && !/status of 401/.test(message.text()) && told.push(message.text());
  const onError = (error) => told.push(error.message);
  page.on('console', onConsole).on('pageerror', onError);
  const thrown = await act().then(
    () => [],
    (error) => [error.message],
  );
  page.off('console', onConsole).off('pageerror', onError);
  const error = [...thrown, ...told].join('\n') || null;
  console.log(JSON.stringify({ name, error }));
}

for (const [name, act] of Object.entries(STORIES))
  for (const [way, given] of Object.entries(WAYS))
    await within(given, (page) => tell(page, `${name}, ${way}`, () => act(new Hand(page, base, way))));
for (const [name, given, act] of ALONE) await within(given, (page) => tell(page, name, () => act({ page, base })));
for (const [name, given, check] of CHECKS)
  await within(given, async (page) => {
    for (const view of views)
      await tell(page, `${view} ${name}`, async () => {
        await page.emulateMedia({ colorScheme: 'light' });
        await page.goto(base + view);
        await check(page);
      });
  });
await browser.close();
