import { parseWatched } from '@in-force/answers';
import { type Recorded, streamOf } from '@in-force/events';
import { Watching } from '@in-force/watching';
import {
  announced,
  checked,
  corrected,
  fulfilled,
  MEASURE,
  promised,
  reading,
  record,
  revoked,
  type Said,
  suspended,
  uuid,
} from '../kit/record.js';
import { modelOf, readAll } from './history.js';

const END = Date.parse('2026-12-31T00:00:00Z');

/** What is told of some acts, each of them recorded by itself unless it says otherwise. */
function told(acts: readonly Said[], parameters: Readonly<Record<string, string>> = {}) {
  const alone = acts.map((act, index) => ({ correlation: `c${index}`, ...act }));
  const question = parseWatched(parameters, '2026-12-31T00:00:00.000Z');
  return readAll(new Watching(modelOf(record(alone))), question, END).changes;
}

const at = (recordedAt: string, rest: object = {}) => ({ recordedAt: `${recordedAt}.000Z`, ...rest });
const other = (id: string) => ({ stream: streamOf('measure', id) });
const LICENCE = { kind: 'export-licence' as const, scope: { regions: ['world'], items: [{ item: 'gallium' }] } };
const FRAME = { kind: 'export-licence' as const, scope: { regions: ['world'], items: [{ item: 'dual-use' }] } };

describe('why an answer changed', () => {
  it('is the world where an act was recorded by the day after it was published, and knowledge where later', () => {
    const acts = (recorded: string) => [
      announced('2026-02-01', {}, at('2026-02-01T09:00:00')),
      revoked('2026-03-10', '2026-03-10', at(recorded)),
    ];
    const [, prompt] = told(acts('2026-03-11T23:59:00'));
    const [, late] = told(acts('2026-03-12T00:00:00'));
    expect([prompt, late]).toMatchObject([
      { cause: 'world', before: { status: 'in-force' }, after: { status: 'revoked' }, events: [uuid('e0002')] },
      { cause: 'knowledge', after: { status: 'revoked' } },
    ]);
  });

  it('is the clock where a day came, and knowledge where somebody looked whether it did', () => {
    const changes = told([
      announced('2026-02-01', { firstDay: '2026-03-01' }, at('2026-02-01T09:00:00')),
      checked('2026-03-05', {}, at('2026-03-06T09:00:00')),
    ]);
    expect(changes.map(({ at, cause, after }) => [at, cause, after?.status])).toEqual([
      ['2026-02-01T09:00:00.000Z', 'world', 'announced'],
      ['2026-02-28T16:00:00.000Z', 'clock', 'unconfirmed'],
      ['2026-03-06T09:00:00.000Z', 'knowledge', 'in-force'],
    ]);
  });

  it('tells what is recorded as a day begins before what the day brings', () => {
    const changes = told([announced('2026-02-28', { firstDay: '2026-03-01' }, at('2026-02-28T16:00:00'))]);
    expect(changes.map(({ at, cause, after }) => [at, cause, after?.status])).toEqual([
      ['2026-02-28T16:00:00.000Z', 'world', 'announced'],
      ['2026-02-28T16:00:00.000Z', 'clock', 'unconfirmed'],
    ]);
  });

  it('is the clock where what came of a word, told later, is of a day that begins later at the seat of the measure', () => {
    const acts = [
      announced('2026-02-01', { issuer: 'US' }, at('2026-02-01T09:00:00')),
      promised('2026-02-20', at('2026-02-20T09:00:00')),
      fulfilled('2026-03-02', at('2026-03-01T18:00:00')),
    ];
    const [first, second, third] = record(acts.map((act, index) => ({ correlation: `c${index}`, ...act }))) as [
      Recorded,
      Recorded,
      Recorded,
    ];
    const model = modelOf([first, second]);
    const watching = new Watching(model);
    const question = parseWatched({}, '2026-12-31T00:00:00.000Z');
    const { next } = readAll(watching, question, Date.parse('2026-03-01T17:00:00Z'));
    model.apply(third);
    const { changes } = readAll(watching, question, END, next);
    expect(changes.map(({ at, cause, before, after }) => [at, cause, before?.promised?.length, after?.promised?.length])).toEqual([
      ['2026-03-02T05:00:00.000Z', 'clock', 1, 0],
    ]);
  });

  it('is knowledge for those alone whose answers a correction changed', () => {
    const changes = told([
      announced('2026-02-01', {}, at('2026-02-01T09:00:00', { as: 'one' })),
      announced('2026-02-01', {}, at('2026-02-01T10:00:00', other('cn-test-2'))),
      corrected(
        'one',
        {
          type: 'measure.announced',
          data: { title: 'Otherwise', kind: 'export-licence', issuer: 'CN', scope: LICENCE.scope, firstDay: '2026-02-01' },
        },
        at('2026-06-01T09:00:00'),
      ),
    ]);
    expect(changes.slice(2)).toMatchObject([{ measure: MEASURE, cause: 'knowledge', after: { title: 'Otherwise', items: ['Ga'] } }]);
  });

  it('is one step for events recorded together, and the world where one of them is its news', () => {
    const together = { correlation: 'an-act' };
    const changes = told([
      announced('2026-02-01', {}, at('2026-03-10T09:00:00', together)),
      suspended('2026-03-10', { from: '2026-03-10', through: null }, at('2026-03-10T09:00:01', together)),
      promised('2026-03-10', at('2026-03-10T09:00:07', together)),
    ]);
    expect(changes.map(({ at, cause, after, events }) => [at, cause, after?.status, events.length])).toEqual([
      ['2026-03-10T09:00:01.000Z', 'world', 'suspended', 2],
      ['2026-03-10T09:00:07.000Z', 'world', undefined, 1],
    ]);
  });

  it('is told of both ways where something goes back to what it was', () => {
    const changes = told([
      announced('2026-02-01', {}, at('2026-02-01T09:00:00')),
      suspended('2026-03-10', { from: '2026-03-10', through: '2026-03-10' }, at('2026-03-10T09:00:00')),
      checked('2026-03-20', {}, at('2026-03-10T10:00:00')),
    ]);
    expect(changes.map(({ after }) => after?.status ?? null)).toEqual(['in-force', 'suspended', 'in-force']);
  });
});

it('tells what was recorded at the very moment at which a day begins before the day', () => {
  const changes = told(
    [
      announced('2026-02-01', { firstDay: '2026-03-01' }, at('2026-02-01T09:00:00')),
      reading('2026-02-27', 'removed'),
      { ...promised('2026-02-28'), ...at('2026-02-28T16:00:00') },
    ].map((act, index) => (index === 1 ? { ...act, ...at('2026-02-28T15:00:00') } : act)),
  );
  expect(changes.slice(-2).map(({ at, cause, after }) => [at, cause, Object.keys(after ?? {})])).toEqual([
    ['2026-02-28T16:00:00.000Z', 'world', ['promised']],
    ['2026-02-28T16:00:00.000Z', 'clock', expect.arrayContaining(['status', 'byTerms'])],
  ]);
});

describe('a measure that leaves the answer', () => {
  const acts = [announced('2026-02-01', {}, at('2026-02-01T09:00:00')), revoked('2026-03-10', '2026-03-10', at('2026-03-10T09:00:00'))];

  it('says what it became', () => {
    expect(told(acts, { status: 'in-force' })).toMatchObject([
      { before: null, after: { status: 'in-force', items: ['all'] }, became: null },
      {
        before: { status: 'in-force', items: ['all'] },
        after: null,
        became: 'revoked',
        text: '“A measure” is revoked, in force before: it was revoked from 10 March 2026.',
      },
    ]);
  });

  it('is not told to those whose question it does not pass', () => {
    for (const parameters of [{ issuer: 'US' }, { kind: 'tariff' }, { measure: 'cn-test-9' }, { item: 'Ga', region: 'CN' }])
      expect([parameters, told(acts, parameters as never)]).toEqual([parameters, []]);
  });
});

describe('what follows from other measures alone', () => {
  const acts = [
    announced('2026-01-01', FRAME, at('2026-01-01T09:00:00', other('cn-list'))),
    announced('2026-02-01', LICENCE, at('2026-02-01T09:00:00')),
    suspended('2026-03-01', { from: '2026-03-01', through: '2026-03-31' }, at('2026-03-01T09:00:00')),
    suspended('2026-05-01', { from: '2026-05-01', through: null }, at('2026-05-01T09:00:00', other('cn-list'))),
  ];
  const of = (parameters: Record<string, string>) =>
    told(acts, { item: 'Ga', ...parameters })
      .filter(({ measure }) => measure === 'cn-list')
      .map(({ at, before, after }) => [at.slice(0, 10), before?.status, after?.status]);

  it('is told with frames=true: a list of dual-use goods is left by a control that is suspended', () => {
    expect(of({ frames: 'true' })).toEqual([
      ['2026-02-01', undefined, 'in-force'],
      ['2026-03-01', 'in-force', undefined],
      ['2026-03-31', undefined, 'unconfirmed'],
      ['2026-05-01', 'unconfirmed', 'suspended'],
    ]);
  });

  it('else is not, and what is told of such a measure is told whole', () => {
    expect(of({})).toEqual([['2026-05-01', 'unconfirmed', 'suspended']]);
    const [only] = told(acts, { item: 'Ga' }).filter(({ measure }) => measure === 'cn-list');
    expect(only?.after).toMatchObject({ title: 'A measure', kind: 'export-licence' });
  });
});

it('tells of an event what was behind it then, whatever is said of it later', () => {
  const together = { correlation: 'an-act' };
  const statement = { ...reading('2026-02-01', 'in-force'), ...at('2026-02-01T09:00:00', { ...together, as: 'said' }) } as Said;
  const acts = [statement, announced('2026-02-01', {}, at('2026-02-01T09:00:01', { ...together, ...other('cn-test-2') }))];
  const widened = corrected(
    'said',
    {
      type: 'statement.made',
      data: { title: 'Words', party: 'US', speaker: 'A spokesperson', text: 'Words.', about: [MEASURE, 'cn-test-2'] },
    },
    at('2026-06-01T09:00:00', { stream: statement.stream }),
  );
  const [first] = told(acts);
  expect(first).toMatchObject({ measure: 'cn-test-2', events: [uuid('e0002')] });
  expect(told([...acts, widened])[0]).toEqual(first);
});
