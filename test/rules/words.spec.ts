import { countriesOf } from '@in-force/events';
import {
  agrees,
  type Clocks,
  daysAfter,
  easesFor,
  easing,
  easingStanding,
  facilitations,
  promised,
  readings,
  type Seen,
  type Status,
  standingOf,
  visible,
  type Word,
  wordOn,
} from '@in-force/rules';
import {
  announced,
  checked,
  facilitated,
  fulfilled,
  MEASURE,
  promised as makePromise,
  reading,
  record,
  type Said,
  uuid,
  viewOf,
} from '../kit/record.js';

const ALL: Clocks = { position: Number.POSITIVE_INFINITY, knownOn: null };
const seenOf = (acts: readonly Said[]): Seen[] => visible(record(acts), ALL);
const on = (stream: string, type: Said['type'], publishedOn: string, data: object, as?: string): Said =>
  ({ stream, type, publishedOn, data, ...(as && { as }) }) as Said;
const act = (issuer: string, body: string, id = MEASURE) => ({
  instrument: { id, issuer, body, number: null, day: '2025-01-01', title: id },
});
const EU = countriesOf('EU', '2025-03-01', 'CN');

describe('a word', () => {
  const made = (more: object = {}, as = 'a', publishedOn = '2025-02'): Said => {
    const said = makePromise(publishedOn, { due: '2025-05', as });
    return { ...said, stream: `commitment-${as}`, data: { ...said.data, ...more } } as Said;
  };
  const narrowed = (publishedOn: string, text: string, as: string) =>
    on('commitment-a', 'commitment.narrowed', publishedOn, { text, about: [MEASURE] }, as);
  const broken = (publishedOn: string, as: string) => on('commitment-a', 'commitment.broken', publishedOn, { act: 'cn-x' }, as);

  it('has on a day the latest form and outcome that were public', () => {
    const stream = seenOf([
      made(),
      narrowed('2025-03', 'Less.', 'n'),
      narrowed('2025-04', 'Least.', 'o'),
      { ...fulfilled('2025-05-01'), stream: 'commitment-a', as: 'f' } as Said,
      broken('2025-06-01', 'b'),
    ]);
    const at = (day: string) => {
      const word = wordOn(stream, day);
      return word && [word.made.id, word.narrowed?.id ?? null, word.promise.text, word.outcome?.id ?? null];
    };
    expect(at('2025-02-27')).toBeNull();
    expect(at('2025-02-28')).toEqual([uuid('a'), null, 'It will be suspended.', null]);
    expect(at('2025-03-31')).toEqual([uuid('a'), uuid('n'), 'Less.', null]);
    expect(at('2025-04-30')).toEqual([uuid('a'), uuid('o'), 'Least.', null]);
    expect(at('2025-05-01')).toEqual([uuid('a'), uuid('o'), 'Least.', uuid('f')]);
    expect(at('2025-06-01')).toEqual([uuid('a'), uuid('o'), 'Least.', uuid('b')]);
    expect(wordOn(stream.slice(1), '2025-06-01')).toBeNull();
  });

  it('is so many days old', () => {
    expect(daysAfter(wordOn(seenOf([made()]), '2025-03-01') as Word, '2025-03')).toBe(31);
  });

  it('is judged by each publication that would show whether it was kept', () => {
    const measures = [
      announced('2025-01-01', {}, act('CN', 'Commerce')),
      announced('2025-01-01', {}, { stream: 'measure-cn-b', ...act('CN', 'Customs', 'cn-b') }),
    ];
    const look = (through: string, ...bodiesLeftOut: string[]) => checked(through, bodiesLeftOut.length > 0 ? { bodiesLeftOut } : {});
    const standing = (about: string[], ...checks: Said[]) => {
      const acts = [...measures, ...checks];
      return standingOf(viewOf(acts), wordOn(seenOf([made({ about })]), '2025-06-01') as Word, '2025-06-01');
    };
    expect(standing([MEASURE, 'cn-b'], look('2025-05-31'))).toBe('overdue');
    expect(standing([MEASURE, 'cn-b'], look('2025-05-31', 'Customs'))).toBe('unconfirmed');
    expect(standing([MEASURE, 'cn-b'], look('2025-05-31', 'Commerce'))).toBe('unconfirmed');
    expect(standing([MEASURE, 'cn-b'], look('2025-05-31', 'Commerce'), look('2025-06-30', 'Customs'))).toBe('overdue');
    expect(standing([MEASURE], look('2025-05-31', 'Customs'))).toBe('overdue');
    expect(standing(['cn-unknown'], look('2025-05-31', 'Customs', 'Commerce'))).toBe('overdue');
  });

  it('is shown with a measure while nothing came of it, in order of day and id', () => {
    const acts = [
      announced('2025-01-01', {}, act('CN', 'Commerce')),
      made({ person: 'A minister', lasting: '2026-01-01' }, 'b', '2025-02-28'),
      made({}, 'c', '2025-02'),
      made({ about: ['cn-other'] }, 'd'),
      made({}, 'a', '2025-03-01'),
      narrowed('2025-03-02', 'Less.', 'n'),
      { ...fulfilled('2025-03-03'), stream: 'commitment-e' } as Said,
      made({}, 'e'),
    ];
    const at = (day: string) => promised(viewOf(acts), MEASURE, day);
    const entry = { party: 'CN', speaker: 'The ministry', what: 'It will be suspended.', due: '2025-05', lasting: null, standing: 'open' };
    expect(at('2025-03-03')).toEqual({
      promised: [
        { ...entry, person: 'A minister', saidOn: '2025-02-28', lasting: '2026-01-01', event: uuid('b') },
        { ...entry, saidOn: '2025-02', event: uuid('c') },
        { ...entry, saidOn: '2025-03-01', what: 'Less.', due: null, event: uuid('n') },
      ],
      rests: [],
    });
    expect(at('2025-03-02').promised.map(({ event }) => event)).toEqual([uuid('b'), uuid('c'), uuid('e'), uuid('n')]);
    expect(at('2025-05-31').rests).toEqual([]);
    const commerce = { issuer: 'CN', body: 'Commerce' };
    expect(at('2025-06-01').rests).toEqual([commerce, commerce]);
    expect(promised(viewOf(acts, { knownOn: '2025-05-31' }), MEASURE, '2025-06-01').rests).toEqual([]);
    expect(promised(viewOf([made({ party: 'US' })]), MEASURE, '2025-06-01').rests).toEqual([{ issuer: 'US', body: null }]);
  });
});

describe('an easing', () => {
  const opened = (more: object = {}, as = 'a', publishedOn = '2025-02-01') =>
    ({ ...facilitated(publishedOn, { from: '2025-02', through: '2025-05', ...more }), stream: `facilitation-${as}`, as }) as Said;
  const closed = (publishedOn: string, from: string) => on('facilitation-a', 'facilitation.closed', publishedOn, { from });
  const read = (acts: readonly Said[], around: readonly Said[] = []) => easing(viewOf(around), seenOf(acts));

  it.each<[string, Said[], [string, string | null, boolean] | null]>([
    ['unknown', [closed('2025-03-01', '2025-03-01')], null],
    ['without end', [opened({ through: undefined })], ['2025-02-28', null, false]],
    ['with a last day', [opened()], ['2025-02-28', '2025-05', true]],
    ['closed', [opened({ through: undefined }), closed('2025-03-01', '2025-04')], ['2025-02-28', '2025-04-29', false]],
    ['closed before its last day', [opened(), closed('2025-03-01', '2025-04-01')], ['2025-02-28', '2025-03-31', false]],
    ['closed on its last day', [opened(), closed('2025-03-01', '2025-06-01')], ['2025-02-28', '2025-05-31', false]],
    ['closed after its last day', [opened(), closed('2025-03-01', '2025-06-02')], ['2025-02-28', '2025-05', true]],
    [
      'closed after its last day, by an act of the day after',
      [opened(), closed('2025-06-01', '2025-06-02')],
      ['2025-02-28', '2025-05', false],
    ],
    ['closed after its last day, by an act of that day', [opened(), closed('2025-05-31', '2025-06-02')], ['2025-02-28', '2025-05', true]],
    [
      'closed twice',
      [opened(), closed('2025-03-01', '2025-04-10'), closed('2025-03-02', '2025-04-02')],
      ['2025-02-28', '2025-04-01', false],
    ],
  ])('%s', (_, acts, expected) => {
    const found = read(acts);
    expect(found && [found.from, found.through, found.byCalendar]).toEqual(expected);
  });

  const measures = [
    announced('2025-01-01', {}, act('CN', 'Commerce')),
    announced('2025-01-01', { issuer: 'US' }, { stream: 'measure-us-a', ...act('US', 'BIS', 'us-a') }),
  ];
  it.each<[string, Said, string | null, object | null]>([
    ['nobody', opened({ about: ['cn-unknown'] }), null, null],
    ['the issuer of its measure', opened(), 'CN', { issuer: 'CN', body: 'Commerce' }],
    ['the first measure that is known', opened({ about: ['cn-unknown', 'us-a', MEASURE] }), 'US', { issuer: 'US', body: 'BIS' }],
    ['whom it says, by the body of its measure', opened({ issuer: 'CN' }), 'CN', { issuer: 'CN', body: 'Commerce' }],
    ['whom it says, of no body', opened({ issuer: 'JP' }), 'JP', { issuer: 'JP', body: null }],
    ['the issuer of its own act', { ...opened(), ...act('US', 'OFAC') } as Said, 'US', { issuer: 'US', body: 'OFAC' }],
    ['its own act before its measure', { ...opened(), ...act('CN', 'Customs') } as Said, 'CN', { issuer: 'CN', body: 'Customs' }],
    [
      'whom it says, not its own act',
      { ...opened({ issuer: 'CN' }), ...act('US', 'OFAC') } as Said,
      'CN',
      { issuer: 'CN', body: 'Commerce' },
    ],
  ])('is of %s', (_, said, issuer, check) => {
    const found = read([said], measures);
    expect([found?.issuer, found?.checked]).toEqual([issuer, check]);
  });

  it.each<[string, Said[], Said[], string, string | null, string]>([
    ['before it', [opened()], [], '2025-02-27', null, 'ahead'],
    ['its first day', [opened()], [], '2025-02-28', null, 'open'],
    ['its last day', [opened()], [], '2025-05-31', null, 'open'],
    ['without end', [opened({ through: undefined })], [], '2035-05-31', null, 'open'],
    ['past its last day', [opened()], measures, '2025-06-01', null, 'unconfirmed'],
    ['of nobody', [opened()], [checked('2025-07-01')], '2025-06-01', null, 'unconfirmed'],
    ['closed by nobody we know', [opened(), closed('2025-03-01', '2025-04-01')], [], '2025-06-01', null, 'over'],
    ['read through its last day', [opened()], [...measures, checked('2025-05-31')], '2025-06-01', null, 'unconfirmed'],
    ['read through the day after', [opened()], [...measures, checked('2025-06-01')], '2025-06-01', null, 'over'],
    ['read as far as is known', [opened()], [...measures, checked('2025-03-01')], '2025-06-01', '2025-03-01', 'over'],
    ['known further than was read', [opened()], [...measures, checked('2025-03-01')], '2025-06-01', '2025-03-02', 'unconfirmed'],
    [
      'read but for its body',
      [opened()],
      [...measures, checked('2025-07-01', { bodiesLeftOut: ['Commerce'] })],
      '2025-06-01',
      null,
      'unconfirmed',
    ],
  ])('stands, %s', (_, acts, around, day, knownOn, expected) => {
    const known = viewOf(around, { knownOn });
    expect(easingStanding(known, easing(known, seenOf(acts)) as never, day)).toBe(expected);
  });

  it('is for the countries that its regions have', () => {
    const eases = (regions: string[], issuer?: string, measures: Said[] = []) =>
      easesFor(read([opened({ regions, ...(issuer && { issuer }) })], measures) as never, new Set(['US', 'DE']), '2025-03-01');
    expect([eases(['EU']), eases(['JP', 'US']), eases(['JP']), eases(['world']), eases(['world'], 'US')]).toEqual([
      true,
      true,
      false,
      true,
      true,
    ]);
    expect(easesFor(read([opened({ regions: ['world'], issuer: 'US' })]) as never, new Set(['US']), '2025-03-01')).toBe(false);
  });

  it('is shown with a measure while it is open, or nobody knows, in order of day and id', () => {
    const acts = [
      ...measures,
      opened({ from: '2025-02-28' }, 'c'),
      opened({ from: '2025-02' }, 'b'),
      opened({ from: '2025-02-01', through: undefined }, 'd'),
      opened({ about: ['us-a'] }, 'e'),
      opened({ regions: ['US'] }, 'f'),
      opened({ from: '2025-06-02' }, 'g'),
      opened({ through: '2025-03-31', issuer: 'JP' }, 'h'),
      checked('2025-04-01', { issuer: 'JP' }),
    ];
    const at = (day: string) => facilitations(viewOf(acts), { measure: MEASURE, issuer: 'CN', on: day, countries: EU });
    const shown = (day: string) => at(day).open.map(({ id, standing }) => [id, standing]);
    expect(at('2025-02-28').open[1]).toEqual({
      id: 'b',
      kind: 'special-channel',
      title: 'A channel',
      regions: ['EU'],
      from: '2025-02',
      through: '2025-05',
      standing: 'open',
      event: uuid('b'),
    });
    expect(shown('2025-02-27')).toEqual([['d', 'open']]);
    expect(shown('2025-03-31')).toEqual([
      ['d', 'open'],
      ['b', 'open'],
      ['c', 'open'],
      ['h', 'open'],
    ]);
    expect(shown('2025-04-01')).toEqual([
      ['d', 'open'],
      ['b', 'open'],
      ['c', 'open'],
    ]);
    expect(shown('2025-06-01')).toEqual([
      ['d', 'open'],
      ['b', 'unconfirmed'],
      ['c', 'unconfirmed'],
    ]);
    const [cn, jp] = [
      { issuer: 'CN', body: 'Commerce' },
      { issuer: 'JP', body: null },
    ];
    expect(at('2025-03-31').rests).toEqual([]);
    expect(at('2025-05-31').rests).toEqual([jp]);
    expect(at('2025-06-01').rests).toEqual([cn, cn, jp]);
  });
});

describe('how parties read a measure', () => {
  const READS = ['in-force', 'suspended', 'removed', 'unclear'] as const;
  const statuses: Status[] = ['in-force', 'suspended', 'revoked', 'expired', 'announced', 'not-known'];
  it('agrees with one status, or either end', () => {
    expect(READS.map((reads) => statuses.filter((status) => agrees(reads, status)))).toEqual([
      ['in-force'],
      ['suspended'],
      ['revoked', 'expired'],
      [],
    ]);
  });

  const asked = { measure: MEASURE, issuer: 'CN', on: '2025-03-31', countries: EU, since: null };
  const readAs = (acts: readonly Said[], more: object = {}) =>
    readings(viewOf(acts), { ...asked, ...more }).map(({ party, reading }) => [party, reading]);
  it.each<[string, Said[], object, string[][]]>([
    ['nobody', [], {}, []],
    ['its day', [reading('2025-03', 'removed')], {}, [['US', 'removed']]],
    ['the day before', [reading('2025-03', 'removed')], { on: '2025-03-30' }, []],
    ['the latest of a party', [reading('2025-03-02', 'unclear'), reading('2025-03-01', 'removed')], {}, [['US', 'unclear']]],
    [
      'of one day, the last by id',
      [{ ...reading('2025-03-02', 'unclear'), as: 'b' } as Said, { ...reading('2025-03-02', 'removed'), as: 'a' } as Said],
      {},
      [['US', 'unclear']],
    ],
    [
      'each party',
      [reading('2025-03-01', 'removed'), reading('2025-03-02', 'suspended', ['EU'], 'EU')],
      {},
      [
        ['US', 'removed'],
        ['EU', 'suspended'],
      ],
    ],
    ['of other countries', [reading('2025-03-01', 'removed', ['US', 'JP'])], {}, []],
    ['of some of the countries', [reading('2025-03-01', 'removed', ['US', 'DE'])], {}, [['US', 'removed']]],
    ['of the world, without the issuer', [reading('2025-03-01', 'removed')], { countries: new Set(['CN']) }, []],
    ['said before the status began', [reading('2025-03-01', 'removed')], { since: '2025-03-02' }, []],
    ['said on the day on which it began', [reading('2025-03-01', 'removed')], { since: '2025-03-01' }, [['US', 'removed']]],
    [
      'said before by one, since by another',
      [reading('2025-03-01', 'removed'), reading('2025-03-02', 'unclear', ['EU'], 'EU')],
      { since: '2025-03-02' },
      [['EU', 'unclear']],
    ],
    [
      'of another measure',
      [
        {
          ...reading('2025-03-01', 'removed'),
          data: { ...reading('2025-03-01', 'removed').data, readings: [{ regions: ['world'], measures: ['cn-b'], reads: 'removed' }] },
        } as Said,
      ],
      {},
      [],
    ],
  ])('is told by %s', (_, acts, more, expected) => {
    expect(readAs([announced('2025-01-01'), ...acts], more)).toEqual(expected);
  });
});
