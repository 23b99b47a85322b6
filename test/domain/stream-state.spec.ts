import { StreamState, type Written } from '@in-force/domain';
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

const stateOf = (stream: readonly Written[]): StreamState => {
  const state = new StreamState();
  for (const event of stream) state.add(event);
  return state;
};

describe('what a stream holds, folded forward', () => {
  it('is what it holds, worked out from the whole of it', () => {
    fc.assert(
      fc.property(streams, (stream) => {
        const [state, counting] = [stateOf(stream), standing(stream)];
        for (const { id } of stream) expect(state.typeOf(id)).toBe(counting.get(id));
        for (const type of TYPES) expect(state.holds(type)).toBe([...counting.values()].includes(type));
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
        if (last.type === 'record.retracted' && stateOf(before).findSame(last)) return; // needless, so nobody asks
        const count = (some: readonly Written[], type: EventType) => [...standing(some).values()].filter((one) => one === type).length;
        const more = TYPES.filter((type) => count(stream, type) > count(before, type));
        expect(stateOf(before).typeGainedBy(last)).toBe(more[0] ?? null);
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
    const state = new StreamState();
    const first = uuid('0');
    state.add(suspended(first));
    for (let index = 1, before = first; index <= (what.startsWith('retractions') ? 5_000 : 20_000); index++) {
      const event = next(index, before, first);
      state.findSame(event);
      if (event.type === 'record.corrected' || event.type === 'record.retracted') state.typeGainedBy(event);
      state.add(event);
      before = event.id;
    }
    // Were each step to go through what came before it, this would take minutes.
    expect(state.findSame(suspended(uuid('another')))).not.toBeNull();
  });
});
