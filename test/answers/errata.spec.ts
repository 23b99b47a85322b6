import { ControlsInForce, errata, PARAMETERS, parseQuestion } from '@in-force/answers';
import { announced, MEASURE, NOW, record, revoked, type Said, uuid } from '../kit/record.js';

const stream = `measure-${MEASURE}`;
const before = { title: 'A', kind: 'tariff' as const, issuer: 'CN', scope: { regions: ['world'], items: 'all' as const } };
const correction = (of: string, data: object, publishedOn: string, as: string, envelope: object = {}): Said => ({
  stream,
  type: 'record.corrected',
  publishedOn,
  as,
  data: {
    event: uuid(of),
    replacement: { type: 'measure.announced', version: 1, data: { ...before, firstDay: '2025-02-01', ...data }, ...envelope },
    reason: `Misread ${as}.`,
  } as never,
});
const retraction = (of: string, publishedOn: string, as: string): Said => ({
  stream,
  type: 'record.retracted',
  publishedOn,
  as,
  data: { event: uuid(of), reason: `Never said ${as}.` },
});
const acts: readonly Said[] = [
  announced('2025-01-01', { ...before, firstDay: '2025-02-01' }, { as: 'A', note: 'As read.' }),
  revoked('2025-06-01', '2025-07-01', { as: 'R' }),
  correction('A', { scope: { items: 'all', regions: ['world'] }, firstDay: '2025-03-01' }, '2025-08-01', 'c1', { note: 'As read again.' }),
  correction('c1', { firstDay: '2025-04-01', title: 'B' }, '2025-09-01', 'c2'),
  retraction('R', '2025-10-01', 'r1'),
  retraction('r1', '2025-11-01', 'r2'),
  announced('2025-01-01', {}, { stream: 'measure-cn-other-1' }),
  { ...retraction('e0007', '2025-12-01', 'r3'), stream: 'measure-cn-other-1' },
];

const controls = new ControlsInForce();
for (const event of record(acts)) controls.apply(event);
const ask = (asked: Record<string, string> = {}) => {
  const question = parseQuestion(asked, NOW, PARAMETERS.errata);
  return controls.answer('errata', question, (known) => errata(known, question)).entries;
};
const names = ['A', 'R', 'c1', 'c2', 'r1', 'r2', 'r3'];
const nameOf = (id: string) => names.find((name) => uuid(name) === id) ?? id;
const events = (asked?: Record<string, string>) => ask(asked).map(({ event }) => nameOf(event));

describe('errata', () => {
  it('tell newest first what was mended, in what, and why', () => {
    expect(
      ask().map(({ event, of, what, type, id, standing, reason }) => [nameOf(event), what, nameOf(of), type, id, standing, reason]),
    ).toEqual([
      ['r3', 'retracted', uuid('e0007'), 'measure.announced', 'cn-other-1', true, 'Never said r3.'],
      ['r2', 'retracted', 'R', 'measure.revoked', MEASURE, true, 'Never said r2.'],
      ['r1', 'retracted', 'R', 'measure.revoked', MEASURE, false, 'Never said r1.'],
      ['c2', 'corrected', 'A', 'measure.announced', MEASURE, true, 'Misread c2.'],
      ['c1', 'corrected', 'A', 'measure.announced', MEASURE, true, 'Misread c1.'],
    ]);
  });

  it('show what each field said before and says since', () => {
    const changed = (as: string) => ask().find(({ event }) => event === uuid(as))?.changed;
    expect(changed('c1')).toEqual([
      { field: 'note', before: 'As read.', after: 'As read again.' },
      { field: 'data.firstDay', before: '2025-02-01', after: '2025-03-01' },
    ]);
    expect(changed('c2')).toEqual([
      { field: 'data.title', before: 'A', after: 'B' },
      { field: 'data.firstDay', before: '2025-03-01', after: '2025-04-01' },
    ]);
    expect(changed('r1')).toContainEqual({ field: 'data.from', before: '2025-07-01', after: null });
    expect(changed('r2')).toContainEqual({ field: 'data.from', before: null, after: '2025-07-01' });
  });

  it('are those of the clocks asked: a retraction stands until it is itself taken back', () => {
    expect(events({ recordedAt: '5' })).toEqual(['r1', 'c2', 'c1']);
    expect(ask({ recordedAt: '5' })[0]).toMatchObject({ standing: true });
    expect(events({ knownOn: '2025-08-31' })).toEqual(['c1']);
    expect(ask({ knownOn: '2025-08-31' })[0]?.changed.map(({ field }) => field)).toEqual(['data.firstDay']);
    expect(events({ measure: 'cn-other-1' })).toEqual(['r3']);
  });

  it('tell nothing of what was public later', () => {
    const late = new ControlsInForce();
    const public_ = { publishedOn: '2025-12-31' };
    for (const event of record([acts[0] as Said, correction('A', { title: 'Later' }, '2025-08-01', 'c1', public_)])) late.apply(event);
    const question = parseQuestion({ knownOn: '2025-10-01' }, NOW, PARAMETERS.errata);
    expect(late.answer('errata', question, (known) => errata(known, question)).entries).toEqual([]);
  });
});
