import { ControlsInForce, PARAMETERS, parseQuestion } from '@in-force/answers';
import type { Recorded } from '@in-force/events';
import { announced, checked, NOW, controlsOf as recorded, suspended } from '../kit/record.js';
import { questionIn, randomFrom, worldOf } from '../kit/world.js';

const controlsOf = (events: readonly Recorded[]): ControlsInForce => {
  const controls = new ControlsInForce();
  for (const [index, event] of events.entries()) controls.apply({ ...event, position: index + 1 });
  return controls;
};

describe('what would make another answer', () => {
  const seen = { without: 0, pairs: 0, with: 0, expected: 0 };
  it.each([1, 2, 3, 4, 5, 6])('really does, and nothing smaller (%i)', (seed) => {
    const random = randomFrom(seed);
    const events = worldOf(seed + 200, 3, 22);
    const controls = controlsOf(events);
    const ids = [...new Set(events.flatMap(({ stream }) => (stream.startsWith('measure-') ? [stream.slice(8)] : [])))];
    const without = (left: readonly string[]) => controlsOf(events.filter(({ id }) => !left.includes(id)));
    for (let n = 0; n < 25; n++) {
      const { status: _, issuer: __, kind: ___, recordedAt: ____, knownOn: _____, ...asked } = questionIn(random, events.length);
      const id = random.pick(ids);
      const expect_ = random.chance(0.5) ? { expect: random.pick(['in-force', 'suspended', 'revoked', 'unconfirmed']) } : {};
      const status = (of: ControlsInForce) => of.measure(id, parseQuestion(asked, NOW, PARAMETERS.measure)).status;
      const { flips, holds, ...answer } = controls.explain(id, parseQuestion({ ...asked, ...expect_ }, NOW, PARAMETERS.explain));
      const wanted = (found: string) => (expect_.expect === undefined || holds ? found !== answer.status : found === expect_.expect);
      for (const { events: left, status: found } of flips.without) {
        if (left.length > 1) seen.pairs += 1;
        seen.without += 1;
        // Where every trace of a measure is left out, nobody knows it.
        const known = events.some(({ stream, id: event }) => stream === `measure-${id}` && !left.includes(event));
        expect(known ? status(without(left)) : 'not-known').toBe(found);
        expect(wanted(found)).toBe(true);
      }
      const [{ events: smallest } = { events: [] }] = flips.without;
      if (smallest.length > 1)
        for (const { id: single } of events) expect([single, wanted(status(without([single])))]).toEqual([single, false]);
      for (const { type, data, status: found } of flips.with) {
        seen.with += 1;
        const stream = type === 'record.checked' ? `record-${answer.issuer}` : `measure-${id}`;
        const more = { ...events[0], id: 'ffffffff-ffff-4fff-bfff-ffffffffffff', type, data, stream, publishedOn: asked.on } as Recorded;
        expect(status(controlsOf([...events, more]))).toBe(found);
        expect(wanted(found)).toBe(true);
      }
      if (holds === false && flips.without.length + flips.with.length > 0) seen.expected += 1;
    }
  });

  it('was seen in every form', () => {
    for (const [form, count] of Object.entries(seen)) expect([form, count > 0]).toEqual([form, true]);
  });
});

it('looks at no more checks than can matter, however many were made', () => {
  const day = (at: number) => new Date(Date.UTC(2025, 0, 1) + at * 86_400_000).toISOString().slice(0, 10);
  const controls = recorded([
    announced('2025-01-01', {}, { as: 'act' }),
    suspended('2025-01-02', { from: '2025-01-02', through: '2025-06-30' }),
    ...Array.from({ length: 365 }, (_, at) => checked(day(at), {}, { as: `c${at}` })),
  ]);
  const question = (expect: string) => parseQuestion({ on: '2025-08-01', expect }, NOW, PARAMETERS.explain);
  // Nothing makes it revoked: all sets of up to three are tried, of 367 events eight million.
  expect(controls.explain('cn-test-1', question('revoked')).flips.without).toEqual([]);
  // Without the last checks nobody could say that the suspension ended; it takes more than three to be in doubt.
  expect(controls.explain('cn-test-1', question('unconfirmed')).flips.without).toEqual([]);
});
