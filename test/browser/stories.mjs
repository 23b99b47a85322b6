import { expect, tabTo } from './hand.mjs';

const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };

/** The ways in which people come. */
export const WAYS = {
  'by mouse': {},
  'by keyboard alone': {},
  'on a phone': PHONE,
  'without a script': { javaScriptEnabled: false },
};

/** What people come for, however they come. */
export const STORIES = {
  'learns what bound the EU on 5 November, as known that night': async (hand) => {
    await hand.open('/');
    await hand.write('#ask-on', '2025-11-05');
    await hand.write('#ask-item', 'rare-earths');
    await hand.write('#ask-knownOn', '2025-11-05');
    await hand.ask();
    await hand.page.waitForURL('**/?on=2025-11-05&region=EU&item=rare-earths&knownOn=2025-11-05');
    expect(
      await hand.headline(),
      /^On 5 November 2025, .* on rare earths were in force for the European Union, as known on 5 November 2025/,
    );
  },
  'sees that the April controls stayed for the United States': async (hand) => {
    await hand.open('/?on=2025-11-20&region=US&item=Dy');
    expect(await hand.text('.group-in-force #cn-mofcom-2025-18'), /Announcement 18\/2025/);
    await hand.press('#cn-mofcom-2025-18 h3 a');
    await hand.page.waitForURL('**/measures/cn-mofcom-2025-18?*');
    expect(await hand.headline(), /was in force for the United States \(dysprosium\) on 20 November 2025/);
  },
  'reads after the lapse that nobody knows, and who promised what': async (hand) => {
    await hand.open('/?on=2026-11-20&region=DE&item=Ho');
    await hand.press('.group-unconfirmed #cn-mofcom-2025-57 h3 a');
    await hand.page.waitForURL('**/measures/cn-mofcom-2025-57?*');
    expect(await hand.headline(), /not known\.$/);
    expect(await hand.text('.promises'), /10 January 2027/);
    expect(await hand.text('.age'), /publications of China were last read through 9 October 2026, 42 days before/);
  },
  'asks what bound magnets in June': async (hand) => {
    await hand.open('/?on=2026-06-01&region=EU');
    await hand.write('#ask-item', 'rare-earth-magnets');
    await hand.ask();
    await hand.page.waitForURL('**item=rare-earth-magnets**');
    expect(
      await hand.text('#cn-mofcom-2025-18 .bearing'),
      /^Of what was asked, only samarium-cobalt magnets, NdFeB magnets that contain terbium, .* dysprosium/,
    );
  },
  'tells the two clauses of 46/2024 apart': async (hand) => {
    await hand.open('/search');
    await hand.write('#ask-q', '46/2024');
    await hand.ask();
    await hand.page.waitForURL('**q=46**');
    await hand.press('a[href^="/acts/cn-mofcom-2024-46"]');
    await hand.page.waitForURL('**/acts/cn-mofcom-2024-46**');
    await hand.write('#ask-on', '2025-11-30');
    await hand.write('#ask-region', 'US');
    await hand.ask();
    await hand.page.waitForURL('**region=US**');
    expect(await hand.headline(), /partly in force/);
    expect(await hand.text('[id="cn-mofcom-2024-46.1"] .status'), 'in force');
    expect(await hand.text('[id="cn-mofcom-2024-46.2"] .status'), 'suspended');
  },
  'finds what Kuala Lumpur suspended': async (hand) => {
    await hand.open('/talks');
    await hand.press('a[href^="/talks/us-cn-trade"]');
    await hand.page.waitForURL('**/talks/us-cn-trade');
    await hand.press('a[href^="/arrangements/us-cn-2025-10-kuala-lumpur"]');
    await hand.page.waitForURL('**/arrangements/**');
    expect(await hand.text('.promises table'), /suspended/);
  },
  'finds what was corrected, and what it said before': async (hand) => {
    await hand.open('/record');
    await hand.press('a[href^="/errata"]');
    await hand.page.waitForURL('**/errata');
    expect(await hand.text('del'), '2026-11-09');
    expect(await hand.text('ins'), '2026-11-10');
    await hand.press('.history li:first-child .facts a:first-child');
    await hand.page.waitForURL('**/record/*');
    expect(await hand.headline(), /10 November 2026/);
  },
  'goes from a line to its why, its source and a citation that holds': async (hand) => {
    const { page, base } = hand;
    await hand.open('/?on=2025-11-20&region=FR&item=Dy');
    await hand.press('#cn-mofcom-2025-18 h3 a');
    await page.waitForURL('**/measures/**');
    expect((await page.locator('.why .evidence .source a').count()) > 0, true);
    const cite = await page.getAttribute('a[rel=bookmark]', 'href');
    const response = await page.request.get(base + cite);
    expect(response.status(), 200);
    expect((await response.json()).cite, cite);
    await hand.press('.take-away summary');
    expect(await page.isVisible('.take-away pre'), true);
  },
};

/** What only a script, or only some way of coming, can do: its name, the way, and what is done. */
export const ALONE = [
  [
    'skips to the answer by the first key',
    {},
    async ({ page, base }) => {
      await page.goto(`${base}/?on=2025-11-20&region=EU`);
      await page.keyboard.press('Tab');
      expect(await page.textContent(':focus'), 'Skip to the answer');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.activeElement?.id === 'view');
    },
  ],
  [
    'copies a line as a quote with its link',
    { permissions: ['clipboard-read', 'clipboard-write'] },
    async ({ page, base }) => {
      await page.goto(`${base}/?on=2025-11-20&region=FR&item=Dy`);
      await page.click('#cn-mofcom-2025-18 button.quote');
      await page.waitForFunction(() => document.querySelector('#cn-mofcom-2025-18 button.quote').textContent === 'Copied');
      expect(await page.evaluate(() => navigator.clipboard.readText()), /^“MOFCOM.*” was in force for France.*\. http.*facts=t1-/);
    },
  ],
  [
    'moves over the days by keys, and back',
    {},
    async ({ page, base }) => {
      await page.goto(`${base}/?on=2025-11-20&region=EU&item=Dy`);
      const before = await page.textContent('#headline');
      await tabTo(page, '.scrubber input');
      await page.keyboard.press('ArrowLeft');
      await page.waitForURL(/on=2025-10-0|on=2025-11-0/);
      await page.waitForFunction((text) => document.getElementById('headline').textContent !== text, before);
      const moved = await page.textContent('#headline');
      expect(await page.title(), `${moved} · In Force`);
      expect(await page.inputValue('#ask-on'), new URL(page.url()).searchParams.get('on'));
      await page.goBack();
      await page.waitForFunction((text) => document.getElementById('headline').textContent === text, before);
    },
  ],
  [
    'is offered what was last asked',
    {},
    async ({ page, base }) => {
      await page.goto(base);
      expect(await page.isVisible('#last-asked'), false);
      await page.goto(`${base}/?on=2025-11-20&region=FR&item=Dy`);
      expect(await page.isVisible('#last-asked'), false);
      await page.goto(base);
      expect(await page.textContent('#last-asked a'), 'Trade controls on dysprosium for France, 20 November 2025');
      await page.click('#last-asked a');
      await page.waitForURL('**/?on=2025-11-20&region=FR&item=Dy');
    },
  ],
  [
    'sees the own watches with their attempts, by a key that the window forgets',
    {},
    async ({ page, base }) => {
      const headers = { authorization: 'Bearer a-secret-of-recorders' };
      const data = { question: { region: 'EU', item: 'Dy' }, title: 'Dysprosium', to: `${base}/nowhere` };
      const made = await page.request.post(`${base}/v1/watches`, { headers, data });
      expect(made.status(), 201);
      await page.goto(base);
      await page.click('footer a[href="/watches"]');
      await page.fill('#watches-secret', 'another-secret-altogether');
      await page.press('#watches-secret', 'Enter');
      await page.waitForFunction(() => /cannot be shown/.test(document.getElementById('watches-said').textContent));
      await page.fill('#watches-secret', 'a-secret-of-recorders');
      await page.press('#watches-secret', 'Enter');
      const watch = page.locator(`#watch-${(await made.json()).id}`);
      expect(await watch.locator('h2').textContent(), 'Dysprosium');
      await watch.getByRole('button', { name: 'Send a test' }).click();
      await watch.locator('output').waitFor();
      expect(await watch.locator('output').textContent(), ' The receiver answered 404.');
      expect(await watch.locator('tbody tr').textContent(), /^test1.*answered 404$/);
      await watch.getByRole('button', { name: 'Pause' }).click();
      await watch.getByRole('button', { name: 'Resume' }).waitFor();
      await page.reload();
      expect(await watch.locator('.facts strong').textContent(), /^Paused/);
      await page.click('text=Forget the key');
      expect(await page.isVisible('#watches-secret'), true);
      await page.reload();
      expect(await page.locator('#watches section').count(), 0);
      await page.request.delete(`${base}/v1/watches/${(await made.json()).id}`, { headers });
    },
  ],
  [
    'brings the timeline closer by keys, buttons and drag',
    {},
    async ({ page, base }) => {
      await page.goto(`${base}/timeline?region=EU&item=rare-earths`);
      const ticks = async () => (await page.locator('.chart-picture .axis text').allTextContents()).join();
      const changed = (before) =>
        page.waitForFunction((text) => [...document.querySelectorAll('.axis text')].map((one) => one.textContent).join() !== text, before);
      const before = await ticks();
      await tabTo(page, 'figure.timeline');
      await page.keyboard.press('+');
      await changed(before);
      const closer = await ticks();
      await page.click('.chart-tools button[aria-label=Later]');
      await changed(closer);
      const box = await page.locator('.chart-picture').boundingBox();
      const later = await ticks();
      await page.mouse.move(box.x + 300, box.y + 120);
      await page.mouse.down();
      await page.mouse.move(box.x + 60, box.y + 120, { steps: 4 });
      await page.mouse.up();
      await changed(later);
    },
  ],
  [
    'takes the days on which something changed as links where there is no script',
    { javaScriptEnabled: false },
    async ({ page, base }) => {
      await page.goto(`${base}/?on=2025-11-20&region=EU&item=Dy`);
      expect(await page.isVisible('.scrubber'), false);
      await page.click('.days summary');
      await page.click('.days a >> nth=0');
      expect(await page.textContent('#headline'), /^On 1 October 2024/);
    },
  ],
];

export { PHONE };
