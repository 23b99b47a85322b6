import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PHONE } from './stories.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Looks at a view with axe: by the rules that are named, else by all that WCAG 2.2 AA and good practice ask for. */
async function look(page, rules) {
  const { violations } = await page.evaluate(
    (only) => globalThis.axe.run({ runOnly: only ?? ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }),
    rules,
  );
  const told = violations.map(({ id, nodes }) => {
    const where = nodes.slice(0, 3).map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`);
    return `${id}: ${where.join(' | ')}`;
  });
  if (told.length > 0) throw new Error(told.join('\n'));
}

/** Lays out what is not in sight as well: axe passes over what is not laid out. */
function layOut() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { content-visibility: visible !important; }');
  document.adoptedStyleSheets = [sheet];
}

/** What holds of every view: its name, the way in which it is looked at, and what is looked at. */
export const CHECKS = [
  [
    'fits on a phone',
    PHONE,
    async (page) => {
      const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
      if (wide > room) throw new Error(`${wide} pixels wide, ${room} there are.`);
    },
  ],
  [
    'has nothing that axe finds, in light and dark',
    {},
    async (page) => {
      await page.evaluate(layOut);
      await page.evaluate(axe);
      await look(page, null);
      await page.emulateMedia({ colorScheme: 'dark' });
      await look(page, { type: 'rule', values: ['color-contrast', 'link-in-text-block'] });
    },
  ],
];
