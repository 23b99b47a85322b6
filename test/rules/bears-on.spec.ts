import { ControlsInForce, PARAMETERS, parseQuestion } from '@in-force/answers';
import { atOrBelow, ITEMS } from '@in-force/events';
import fc from 'fast-check';
import { announced, ask, MEASURE, NOW } from '../kit/record.js';
import { questionIn, randomFrom, worldOf } from '../kit/world.js';

const SLUGS = ITEMS.map(({ slug }) => slug).filter((slug) => slug !== 'dual-use');

it('meets a measure exactly where some item lies at or below both what is asked and what is listed, in full where all of it does', () => {
  fc.assert(
    fc.property(fc.constantFrom(...SLUGS), fc.uniqueArray(fc.constantFrom(...SLUGS), { minLength: 1, maxLength: 3 }), (item, listed) => {
      const scope = { regions: ['world'], items: listed.map((slug) => ({ item: slug })) };
      const { status, coverage, bearsOn } = ask([announced('2025-01-01', { kind: 'export-ban', scope })], MEASURE, {
        on: '2025-02-01',
        region: 'FR',
        item,
      });
      const common = [...atOrBelow(item)].filter((below) => listed.some((one) => atOrBelow(one).has(below)));
      const whole = listed.some((one) => atOrBelow(one).has(item));
      expect([item, listed, status, coverage]).toEqual([
        item,
        listed,
        ...(common.length === 0 ? ['not-applicable', null] : ['in-force', whole ? 'full' : 'partial']),
      ]);
      expect(bearsOn === null).toBe(coverage !== 'partial');
    }),
    { numRuns: 500, seed: 20250404 },
  );
});

/** Asks a random record, and each entry of what it says that measures bear on, alone. */
function askAlone(seed: number): { readonly entries: number; readonly split: number } {
  const random = randomFrom(seed * 31);
  const events = worldOf(seed + 100, 12, 160);
  const controls = new ControlsInForce();
  for (const event of events) controls.apply(event);
  let [entries, split] = [0, 0];
  for (let n = 0; n < 120; n++) {
    const asked = questionIn(random, events.length);
    for (const { id, status, coverage, bearsOn } of controls.list(parseQuestion(asked, NOW, PARAMETERS.controls)).controls) {
      expect({ id, asked, named: bearsOn !== null }).toEqual({ id, asked, named: coverage !== 'full' && coverage !== null });
      const alone = (bearsOn ?? []).flatMap(({ items, regions }) =>
        // A line on codes alone is named by its code, under which others may list more.
        (items?.filter((item) => !item.startsWith('hs:')) ?? [asked.item])
          .slice(0, 6)
          .flatMap((item) => (regions ?? [asked.region]).slice(0, 4).map((region) => ({ item, region }))),
      );
      for (const { item, region } of alone) {
        const { item: _, region: __, status: ___, issuer: ____, kind: _____, ...clocks } = asked;
        const question = parseQuestion({ ...clocks, ...(item && { item }), ...(region && { region }) }, NOW, PARAMETERS.measure);
        const single = controls.measure(id, question);
        const limited = coverage === 'entities' || coverage === 'end-uses';
        const met = { id, asked, item, region };
        expect({ ...met, status: single.status, coverage: single.coverage }).toEqual({
          ...met,
          status,
          coverage: limited ? coverage : 'full',
        });
        if (limited) expect(single.bearsOn).toEqual([{ items: null, regions: null }]);
        entries += 1;
      }
      if ((bearsOn ?? []).length > 1) split += 1;
    }
  }
  return { entries, split };
}

it('names what it bears on in words of which each, asked alone, is met in full with the same status', () => {
  const counts = Array.from({ length: 15 }, (_, seed) => askAlone(seed + 1));
  expect(counts.reduce((sum, { entries }) => sum + entries, 0)).toBeGreaterThan(2_000);
  expect(counts.reduce((sum, { split }) => sum + split, 0)).toBeGreaterThan(5);
});
