import { mendedBy } from '@in-force/engine';
import type { Recorded } from '@in-force/events';
import { visible } from '@in-force/rules';
import fc from 'fast-check';
import { MEASURE, record, type Said, uuid } from '../kit/record.js';

const stream = `measure-${MEASURE}`;
const stop = (as: string): Said => ({ as, stream, type: 'measure.suspended', data: { from: '2025-02-01', through: null } });
const correction = (as: string, of: string): Said => ({
  as,
  stream,
  type: 'record.corrected',
  data: {
    event: uuid(of),
    replacement: { type: 'measure.suspended', version: 1, data: { from: '2025-02-02', through: null } },
    reason: 'Misread.',
  },
});
const retraction = (as: string, of: string): Said => ({
  as,
  stream,
  type: 'record.retracted',
  data: { event: uuid(of), reason: 'Misread.' },
});
const fate = (acts: readonly Said[], id: string) => {
  const { correctedBy, retractedBy } = mendedBy(record(acts), uuid(id));
  return [correctedBy, retractedBy];
};

describe('what became of an event', () => {
  it.each<[string, readonly Said[], Readonly<Record<string, readonly [readonly string[], string | null]>>]>([
    ['nothing', [stop('a')], { a: [[], null] }],
    ['a correction', [stop('a'), correction('b', 'a')], { a: [['b'], null], b: [[], null] }],
    [
      'a correction of a correction',
      [stop('a'), correction('b', 'a'), correction('c', 'b')],
      { a: [['b', 'c'], null], b: [['c'], null], c: [[], null] },
    ],
    [
      'a later correction instead',
      [stop('a'), correction('b', 'a'), correction('c', 'a')],
      { a: [['c'], null], b: [['c'], null], c: [[], null] },
    ],
    ['a retraction', [stop('a'), retraction('b', 'a')], { a: [[], 'b'], b: [[], null] }],
    ['a retraction taken back', [stop('a'), retraction('b', 'a'), retraction('c', 'b')], { a: [[], null], b: [[], 'c'], c: [[], null] }],
    ['a correction taken back', [stop('a'), correction('b', 'a'), retraction('c', 'b')], { a: [[], null], b: [[], 'c'] }],
    [
      'a later correction taken back',
      [stop('a'), correction('b', 'a'), correction('c', 'a'), retraction('d', 'c')],
      { a: [['b'], null], b: [[], null], c: [['b'], 'd'] },
    ],
    [
      'a retraction that takes its corrections with it',
      [stop('a'), correction('b', 'a'), correction('c', 'b'), retraction('d', 'a')],
      { a: [['b', 'c'], 'd'], b: [['c'], 'd'], c: [[], 'd'] },
    ],
  ])('is told: %s', (_, acts, fates) => {
    for (const [id, [correctedBy, retractedBy]] of Object.entries(fates))
      expect([id, ...fate(acts, id)]).toEqual([id, correctedBy.map(uuid), retractedBy && uuid(retractedBy)]);
  });

  it('is what answers make of it', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.nat()), { maxLength: 6 }), (mends) => {
        const acts = [
          stop('a'),
          ...mends.map(([corrects, of], index) => {
            const [as = '', target = ''] = [names[index + 1], names[of % (index + 1)]];
            return corrects ? correction(as, target) : retraction(as, target);
          }),
        ];
        const events: Recorded[] = record(acts);
        // A correction of a retraction is none; the domain refuses it.
        const types = new Map(events.map(({ id, type }) => [id, type]));
        if (events.some(({ type, data }) => type === 'record.corrected' && types.get(data.event) === 'record.retracted')) return;
        const [seen] = visible(events, { position: events.length, knownOn: null });
        const { correctedBy, retractedBy } = mendedBy(events, uuid('a'));
        expect(retractedBy !== null).toBe(seen === undefined);
        if (seen) expect(correctedBy).toEqual(seen.correctedBy ?? []);
      }),
      { seed: 26, numRuns: 2_000 },
    );
  });
});
