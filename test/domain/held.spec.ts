import { Held, type Written } from '@in-force/domain';
import type { EventType } from '@in-force/events';
import fc from 'fast-check';
import { uuid } from '../kit/record.js';

const day = '2025-01-01';
const suspended = (id: string): Written => ({ id, publishedOn: day, type: 'measure.suspended', data: { from: day, through: null } });
const retraction = (id: string, event: string): Written => ({
  id,
  publishedOn: day,
  type: 'record.retracted',
  data: { event, reason: 'It never happened.' },
});
const SAID = {
  'measure.suspended': { from: day, through: null },
  'measure.resumed': { from: day },
  'measure.announced': { title: 'A', kind: 'fee', issuer: 'CN', scope: { regions: ['US'], items: [] }, firstDay: day },
};
const TYPES = Object.keys(SAID) as (keyof typeof SAID)[];
const correction = (id: string, event: string, type: keyof typeof SAID): Written => ({
  id,
  publishedOn: day,
  type: 'record.corrected',
  data: { event, replacement: { type, version: 1, data: SAID[type] }, reason: 'We had it wrong.' },
});

/** What counts, by id, worked out from the whole stream: the last recorded first. */
function standing(stream: readonly Written[]): Map<string, EventType> {
  const retracted = new Set<string>();
  const corrections = new Map<string, Extract<Written, { type: 'record.corrected' }>>();
  for (const event of stream.toReversed()) {
    if (retracted.has(event.id)) continue;
    if (event.type === 'record.retracted') retracted.add(event.data.event);
    if (event.type === 'record.corrected' && !corrections.has(event.data.event)) corrections.set(event.data.event, event);
  }
  const counting = new Map<string, EventType>();
  for (const { id, type } of stream) {
    if (type === 'record.corrected' || type === 'record.retracted' || retracted.has(id)) continue;
    let corrected: string = type;
    for (let by = corrections.get(id); by; by = corrections.get(by.id)) corrected = by.data.replacement.type;
    counting.set(id, corrected as EventType);
  }
  return counting;
}

/** Streams in which each event may correct or retract any one before it. */
const streams = fc
  .array(fc.record({ how: fc.constantFrom('new', 'corrected', 'retracted'), of: fc.nat(), type: fc.constantFrom(...TYPES) }), {
    minLength: 1,
    maxLength: 14,
  })
  .map((steps) => {
    const stream: Written[] = [];
    for (const [index, { how, of, type }] of steps.entries()) {
      const id = uuid(`e${index}`);
      const named = stream[of % Math.max(1, stream.length)];
      if (!named || how === 'new') stream.push(suspended(id));
      else if (how === 'retracted') stream.push(retraction(id, named.id));
      else if (named.type === 'record.retracted') stream.push(suspended(id));
      else stream.push(correction(id, named.id, type));
    }
    return stream;
  });

const heldOf = (stream: readonly Written[]): Held => {
  const held = new Held();
  for (const event of stream) held.add(event);
  return held;
};

describe('what a stream holds, folded forward', () => {
  it('is what it holds, worked out from the whole of it', () => {
    fc.assert(
      fc.property(streams, (stream) => {
        const [held, counting] = [heldOf(stream), standing(stream)];
        for (const { id } of stream) expect(held.typeOf(id)).toBe(counting.get(id));
        for (const type of TYPES) expect(held.holds(type)).toBe([...counting.values()].includes(type));
      }),
      { seed: 1, numRuns: 2_000 },
    );
  });

  it('foretells what a correction or retraction would make count', () => {
    fc.assert(
      fc.property(streams, (stream) => {
        const last = stream.at(-1) as Written;
        if (last.type !== 'record.corrected' && last.type !== 'record.retracted') return;
        const before = stream.slice(0, -1);
        if (last.type === 'record.retracted' && heldOf(before).same(last)) return; // needless, so nobody asks
        const count = (some: readonly Written[], type: EventType) => [...standing(some).values()].filter((one) => one === type).length;
        const more = TYPES.filter((type) => count(stream, type) > count(before, type));
        expect(heldOf(before).gains(last)).toBe(more[0] ?? null);
      }),
      { seed: 2, numRuns: 2_000 },
    );
  });

  it.each<[string, (index: number, before: string, middle: string) => Written]>([
    ['events', (index) => suspended(uuid(`${index}`))],
    ['corrections, each of the one before', (index, before) => correction(uuid(`${index}`), before, 'measure.suspended')],
    ['retractions, each of the one before', (index, before) => retraction(uuid(`${index}`), before)],
    ['corrections of one event', (index, _, middle) => correction(uuid(`${index}`), middle, 'measure.suspended')],
  ])('costs little for thousands of %s', (what, next) => {
    const held = new Held();
    const first = uuid('0');
    held.add(suspended(first));
    const started = performance.now();
    for (let index = 1, before = first; index <= (what.startsWith('retractions') ? 5_000 : 20_000); index++) {
      const event = next(index, before, first);
      held.same(event);
      if (event.type === 'record.corrected' || event.type === 'record.retracted') held.gains(event);
      held.add(event);
      before = event.id;
    }
    expect(performance.now() - started).toBeLessThan(4_000);
  });
});
