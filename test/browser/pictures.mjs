// Takes pictures of views as people see them: those in docs/pictures, or, into a folder that is named, every view in light, dark, on a
// phone and in print, to be looked at:
//   node test/browser/pictures.mjs [FOLDER [VIEW...]]
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openBrowser, serveFounding } from './window.mjs';

const PHONE = { viewport: { width: 390, height: 700 }, isMobile: true, hasTouch: true };
const DESK = { viewport: { width: 1120, height: 800 } };

const LAPSE = '/measures/cn-mofcom-2025-57?on=2026-11-20&region=DE';
const EVERY = [
  '/?on=2025-11-20&region=EU&item=Dy',
  '/timeline?region=EU&item=rare-earths',
  LAPSE,
  '/measures/cn-mofcom-2025-18?on=2025-11-20&region=FR',
  '/acts?from=2025-10-01&to=2025-12-01',
  '/acts/us-eo-14257?on=2025-06-01&region=CN',
  '/talks',
  '/talks/us-cn-trade',
  '/arrangements/us-cn-2025-10-30-busan',
  '/promises',
  '/said?party=US',
  '/upcoming?on=2026-10-20',
  '/compare?a.on=2025-11-05&a.knownOn=2025-11-05&b.on=2025-11-20&region=EU&item=Dy',
  '/search?q=dysprosium',
  '/record',
  '/record?stream=measure-cn-mofcom-2025-57',
  '/errata',
  '/items?item=rare-earth-magnets',
  '/regions',
  '/about',
];

/** What stands in the docs: its name, the view, and what of it is in the middle. */
const DOCS = [
  ['today', '/?on=2025-11-20&region=EU&item=Dy', null, DESK],
  ['today-phone', '/?on=2025-11-20&region=EU&item=Dy', null, PHONE],
  ['timeline', '/timeline?region=EU&item=rare-earths&from=2025-01-01&to=2026-12-31', '.timeline', DESK],
  ['two-clocks', LAPSE, 'section:has(.clocks)', { viewport: { width: 1120, height: 520 } }],
];

const WIDE = { viewport: { width: 1280, height: 900 } };
const WAYS = { light: WIDE, dark: { ...WIDE, colorScheme: 'dark' }, phone: PHONE, print: WIDE };

const [folder, ...views] = process.argv.slice(2);
const server = await serveFounding();
const browser = await openBrowser();

async function take(file, path, middle, way, media) {
  const context = await browser.newContext({ locale: 'en-GB', ...way });
  const page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && console.error(path, message.text()));
  page.on('pageerror', (error) => console.error(path, error.message));
  await page.emulateMedia({ media });
  await page.goto(server.url + path, { waitUntil: 'networkidle' });
  if (middle)
    await page
      .locator(middle)
      .first()
      .evaluate((element) => element.scrollIntoView({ block: 'start' }));
  await page.screenshot({ path: file, fullPage: folder !== undefined && process.env.WHOLE === '1' });
  await context.close();
}

const into = folder ?? fileURLToPath(new URL('../../docs/pictures', import.meta.url));
mkdirSync(into, { recursive: true });
if (folder === undefined) for (const [name, path, middle, way] of DOCS) await take(`${into}/${name}.png`, path, middle, way, 'screen');
else
  for (const path of views.length > 0 ? views : EVERY)
    for (const [name, way] of Object.entries(WAYS)) {
      const file = path
        .replace(/^\/(\?.*)?$/, 'today')
        .replace(/^\//, '')
        .replace(/\?(?!stream).*/, '')
        .replaceAll(/[/?=]/g, '-');
      await take(`${into}/${file}-${name}.png`, path, null, way, name === 'print' ? 'print' : 'screen');
    }
await browser.close();
await server.close();
