import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const headline = (page) => page.textContent('#headline');
const expect = (found, wanted) => {
  if (wanted instanceof RegExp ? !wanted.test(found) : found !== wanted)
    throw new Error(`Expected ${wanted}, found ${JSON.stringify(found)}`);
};

/** Moves the focus by the Tab key alone until it is on what a selector names. */
async function tabTo(page, selector, most = 80) {
  for (let at = 0; at < most; at++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
  }
  throw new Error(`${selector} is not reached by Tab.`);
}

/** What people do on the page: by its name, the way they come, and what they do. */
export const STORIES = [
  [
    'asks by mouse what bound the EU on 5 November, as known that night',
    {},
    async (page, base) => {
      await page.goto(base);
      await page.fill('#ask-on', '2025-11-05');
      await page.fill('#ask-knownOn', '2025-11-05');
      await page.fill('#ask-item', 'rare-earths');
      await page.click('.bar button[type=submit]');
      expect(
        await headline(page),
        /^On 5 November 2025, .* on rare earths were in force for the European Union, as known on 5 November 2025/,
      );
      expect(new URL(page.url()).search, '?on=2025-11-05&region=EU&item=rare-earths&knownOn=2025-11-05');
    },
  ],
  [
    'asks the same by keyboard alone',
    {},
    async (page, base) => {
      await page.goto(`${base}/?on=2025-11-20&region=EU`);
      await page.keyboard.press('Tab');
      expect(await page.textContent(':focus'), 'Skip to the answer');
      await tabTo(page, '#ask-item');
      await page.keyboard.type('Dy');
      await page.keyboard.press('Enter');
      await page.waitForURL(/item=Dy/);
      expect(
        await headline(page),
        'On 20 November 2025, two trade controls on dysprosium were in force for the European Union and three were suspended.',
      );
    },
  ],
  [
    'sees that the April controls stayed for the United States',
    {},
    async (page, base) => {
      await page.goto(`${base}/?on=2025-11-20&region=US&item=Dy`);
      expect(await page.textContent('.group-in-force #cn-mofcom-2025-18'), /Announcement 18\/2025/);
    },
  ],
  [
    'reads after the lapse that nobody knows, and who promised what',
    {},
    async (page, base) => {
      await page.goto(`${base}/measures/cn-mofcom-2025-57?on=2026-11-20&region=DE`);
      expect(await headline(page), /not known\.$/);
      expect(await page.textContent('.promises'), /10 January 2027/);
      expect(await page.textContent('.age'), /China last read through 9 October 2026, 42 days before/);
    },
  ],
  [
    'asks about magnets in June',
    {},
    async (page, base) => {
      await page.goto(`${base}/?on=2025-06-15&region=EU&item=rare-earth-magnets`);
      expect(await page.textContent('#cn-mofcom-2025-18 .bearing'), /only/);
    },
  ],
  [
    'tells the two clauses of 46/2024 apart',
    {},
    async (page, base) => {
      await page.goto(`${base}/acts/cn-mofcom-2024-46?on=2025-11-30&region=US`);
      expect(await headline(page), /partly in force/);
      expect(await page.textContent('[id="cn-mofcom-2024-46.1"] .status'), 'in force');
      expect(await page.textContent('[id="cn-mofcom-2024-46.2"] .status'), 'suspended');
    },
  ],
  [
    'finds what Kuala Lumpur suspended',
    {},
    async (page, base) => {
      await page.goto(`${base}/talks/us-cn-trade`);
      await page.click('a[href^="/arrangements/us-cn-2025-10-kuala-lumpur"]');
      expect(await page.textContent('.promises table'), /suspended/);
    },
  ],
  [
    'goes from a line to its why, its source and a citation that holds',
    {},
    async (page, base) => {
      await page.goto(`${base}/?on=2025-11-20&region=FR&item=Dy`);
      await page.click('#cn-mofcom-2025-18 h3 a');
      await page.waitForURL(/measures/);
      expect((await page.locator('.why .evidence .source a').count()) > 0, true);
      const cite = await page.getAttribute('a[rel=bookmark]', 'href');
      const response = await page.request.get(base + cite);
      expect(response.status(), 200);
      expect((await response.json()).cite, cite);
    },
  ],
  [
    'copies a line as a quote with its link',
    { permissions: ['clipboard-read', 'clipboard-write'] },
    async (page, base) => {
      await page.goto(`${base}/?on=2025-11-20&region=FR&item=Dy`);
      await page.click('#cn-mofcom-2025-18 button.quote');
      await page.waitForFunction(() => document.querySelector('#cn-mofcom-2025-18 button.quote').textContent === 'Copied');
      expect(await page.evaluate(() => navigator.clipboard.readText()), /^“MOFCOM.*” was in force for France.*\. http.*facts=t1-/);
    },
  ],
  [
    'moves over the days by keys, and back',
    {},
    async (page, base) => {
      await page.goto(`${base}/?on=2025-11-20&region=EU&item=Dy`);
      const before = await headline(page);
      await page.focus('.scrubber input');
      await page.keyboard.press('ArrowLeft');
      await page.waitForURL(/on=2025-10-0|on=2025-11-0/);
      await page.waitForFunction((text) => document.getElementById('headline').textContent !== text, before);
      const moved = await headline(page);
      expect(moved === before, false);
      expect(await page.title(), `${moved} · In Force`);
      expect(await page.inputValue('#ask-on'), new URL(page.url()).searchParams.get('on'));
      await page.goBack();
      await page.waitForFunction((text) => document.getElementById('headline').textContent === text, before);
    },
  ],
  [
    'brings the timeline closer by keys and buttons',
    {},
    async (page, base) => {
      await page.goto(`${base}/timeline?region=EU&item=rare-earths`);
      const ticks = () => page.locator('.chart-picture .axis text').allTextContents();
      const before = (await ticks()).join();
      await page.focus('figure.timeline');
      await page.keyboard.press('+');
      await page.waitForFunction(
        (text) => [...document.querySelectorAll('.axis text')].map((one) => one.textContent).join() !== text,
        before,
      );
      const closer = (await ticks()).join();
      await page.click('.chart-tools button[aria-label=Later]');
      await page.waitForFunction(
        (text) => [...document.querySelectorAll('.axis text')].map((one) => one.textContent).join() !== text,
        closer,
      );
      const box = await page.locator('.chart-picture').boundingBox();
      const here = (await ticks()).join();
      await page.mouse.move(box.x + 300, box.y + 120);
      await page.mouse.down();
      await page.mouse.move(box.x + 60, box.y + 120, { steps: 4 });
      await page.mouse.up();
      expect((await ticks()).join() === here, false);
    },
  ],
  [
    'asks without a script',
    { javaScriptEnabled: false },
    async (page, base) => {
      await page.goto(`${base}/?on=2025-11-20&region=EU`);
      expect(await page.isVisible('.scrubber'), false);
      await page.fill('#ask-item', 'Dy');
      await page.click('.bar button[type=submit]');
      expect(await headline(page), /two trade controls on dysprosium/);
      await page.click('.days summary');
      await page.click('.days a >> nth=0');
      expect(await headline(page), /^On 1 October 2024/);
    },
  ],
];

const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };

/** What holds of every view. */
export const CHECKS = [
  [
    'fits on a phone',
    PHONE,
    async (page) => {
      const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
      if (wide > room) throw new Error(`${wide} pixels wide, ${room} there are.`);
    },
  ],
  ...['light', 'dark'].map((colorScheme) => [
    `has nothing that axe finds, ${colorScheme}`,
    { colorScheme },
    async (page) => {
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() =>
        globalThis.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }),
      );
      if (violations.length > 0)
        throw new Error(
          violations
            .map(
              ({ id, nodes }) =>
                `${id}: ${nodes
                  .slice(0, 3)
                  .map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`)
                  .join(' | ')}`,
            )
            .join('\n'),
        );
    },
  ]),
];
