import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REFUSALS, type Refusal } from '@in-force/domain';
import { definitionOf, type Event } from '@in-force/events';
import { given, type Happened } from '../kit/given.js';
import { SOURCE, uuid } from '../kit/record.js';

type Of<Type extends Event['type']> = Extract<Event, { type: Type }>;
/** The newest stored example of a type. */
const example = <Type extends Event['type']>(type: Type): Of<Type> => {
  const file = join(__dirname, `../events/stored/${type}.v${definitionOf(type)?.version}.json`);
  return { type, data: JSON.parse(readFileSync(file, 'utf8')).data } as Of<Type>;
};

const announced = example('measure.announced');
const suspended = { ...example('measure.suspended'), as: 'S' };
const revoked = (from: string, rest: Partial<Happened> = {}): Happened =>
  ({ type: 'measure.revoked', data: { from }, ...rest }) as Happened;
const extension = (suspension?: string): Happened => ({
  type: 'measure.suspension-extended',
  data: { through: '2027-01-10', ...(suspension ? { suspension } : {}) },
});
const retraction = (event: string): Happened => ({ type: 'record.retracted', data: { event: uuid(event), reason: 'It never happened.' } });
const correction = (event: string, to: Event = suspended, more: object = {}): Happened => ({
  type: 'record.corrected',
  data: {
    event: uuid(event),
    replacement: { type: to.type, version: definitionOf(to.type)?.version ?? 1, data: to.data, ...more },
    reason: 'We had it wrong.',
  },
});

describe('a measure', () => {
  it('is announced once', () => {
    given().when(announced).isNew();
    given(announced)
      .when({ ...announced, data: { ...announced.data, title: 'Another' } })
      .refused('measure-already-announced');
  });
  it('is announced anew once its announcement was retracted', () => {
    given(announced, retraction('e1')).when(announced).isNew();
    given(announced, retraction('e1')).when(example('measure.revoked')).refused('measure-not-announced');
    given(announced, retraction('e1'), retraction('e2'))
      .when({ ...announced, publishedOn: '2020-01-01' })
      .refused('measure-already-announced');
  });
  it.each([
    'measure.amended',
    'measure.took-effect',
    'measure.expired',
    'measure.suspended',
    'measure.resumed',
    'measure.revoked',
  ] as const)('needs an announcement for %s, and nothing else', (type) => {
    given().when(example(type)).refused('measure-not-announced');
    given(announced).when(example(type)).isNew();
    given(announced, revoked('2020-01-01'), revoked('2020-01-02')).when(example(type)).isNew();
  });
  it('has only a suspension extended that there is', () => {
    given(announced).when(extension()).refused('suspension-not-found');
    given(announced, suspended)
      .when(extension(uuid('T')))
      .refused('suspension-not-found');
    given(announced, suspended, retraction('S'))
      .when(extension(uuid('S')))
      .refused('suspension-not-found');
    given(announced, suspended, correction('S', revoked('2025-12-01')))
      .when(extension(uuid('S')))
      .refused('suspension-not-found');
    given(announced, suspended).when(extension()).isNew();
    given(announced, suspended)
      .when(extension(uuid('S')))
      .isNew();
  });
});

describe('a track', () => {
  it.each(['negotiation.round-scheduled', 'negotiation.round-called-off', 'negotiation.round-held', 'negotiation.concluded'] as const)(
    'needs its opening for %s',
    (type) => {
      given().when(example(type)).refused('negotiation-not-opened');
      given(example('negotiation.opened')).when(example(type)).isNew();
    },
  );
  it('is opened once', () => {
    given().when(example('negotiation.opened')).isNew();
    given({ ...example('negotiation.opened'), publishedOn: '2020-01-01' })
      .when(example('negotiation.opened'))
      .refused('negotiation-already-opened');
  });
});

describe('a commitment', () => {
  it('is made once', () => {
    given().when(example('commitment.made')).isNew();
    given({ ...example('commitment.made'), publishedOn: '2020-01-01' })
      .when(example('commitment.made'))
      .refused('commitment-already-made');
  });
  it.each(['commitment.fulfilled', 'commitment.narrowed', 'commitment.broken'] as const)('must have been made for %s', (type) => {
    given().when(example(type)).refused('commitment-not-made');
    given(example('commitment.made')).when(example(type)).isNew();
  });
});

describe('the other subjects', () => {
  it('state once', () => {
    given().when(example('statement.made')).isNew();
    given({ ...example('statement.made'), publishedOn: '2020-01-01' })
      .when(example('statement.made'))
      .refused('statement-already-made');
  });
  it('report as often as they like', () => {
    given({ ...example('licensing.reported'), publishedOn: '2020-01-01' })
      .when(example('licensing.reported'))
      .isNew();
  });
  it('open an easing once, and close it only then', () => {
    given().when(example('facilitation.opened')).isNew();
    given({ ...example('facilitation.opened'), publishedOn: '2020-01-01' })
      .when(example('facilitation.opened'))
      .refused('facilitation-already-opened');
    given().when(example('facilitation.closed')).refused('facilitation-not-opened');
    given(example('facilitation.opened')).when(example('facilitation.closed')).isNew();
  });
});

describe('the record', () => {
  it('is checked as often as anybody looks', () => {
    given().when(example('record.checked')).isNew();
    given({ ...example('record.checked'), publishedOn: '2026-11-01' })
      .when(example('record.checked'))
      .isNew();
  });
  it('is corrected where there is such an event', () => {
    given(suspended)
      .when(correction('S', revoked('2025-12-01')))
      .isNew();
    given(suspended).when(correction('T')).refused('event-not-found');
    given(suspended).when(retraction('T')).refused('event-not-found');
  });
  it('takes a correction of a correction, not of a retraction', () => {
    given(suspended, { ...correction('S'), as: 'C' })
      .when(correction('C'))
      .isNew();
    given(suspended, { ...retraction('S'), as: 'R' })
      .when(correction('R'))
      .refused('retraction-not-correctable');
  });
  it('replaces an event by one of the same subject', () => {
    given(suspended)
      .when(correction('S', example('statement.made')))
      .refused('replacement-of-another-subject');
    given({ ...example('record.checked'), as: 'K' })
      .when(correction('K', example('record.retracted')))
      .refused('replacement-of-another-subject');
    given({ ...example('record.checked'), as: 'K' })
      .when(correction('K', { ...example('record.checked'), data: { issuer: 'CN', through: '2025-01-01', found: 'nothing.' } }))
      .isNew();
  });
  it('lets no correction make a second announcement count', () => {
    given(announced, suspended).when(correction('S', announced)).refused('measure-already-announced');
    given(announced, suspended, retraction('e1')).when(correction('S', announced)).isNew();
    given(announced, retraction('e1'), { ...announced, as: 'A' })
      .when(retraction('e2'))
      .refused('measure-already-announced');
    given(announced, suspended, { ...correction('e1', suspended), as: 'C' }, { ...announced, as: 'A' })
      .when(retraction('C'))
      .refused('measure-already-announced');
  });
  it('retracts once, and takes a retraction back', () => {
    given(suspended).when(retraction('S')).isNew();
    given(suspended, { ...retraction('S'), as: 'R' })
      .when(retraction('S'))
      .isKnownAs('R');
    given(suspended, { ...retraction('S'), as: 'R' })
      .when(retraction('R'))
      .isNew();
  });
});

describe('the same act', () => {
  it('is known, whatever the order of its fields', () => {
    given(announced, suspended)
      .when({ type: 'measure.suspended', data: Object.fromEntries(Object.entries(suspended.data).reverse()) as typeof suspended.data })
      .isKnownAs('S');
    given(announced).when(announced).isKnownAs('e1');
    given({ ...example('record.checked'), as: 'K' })
      .when(example('record.checked'))
      .isKnownAs('K');
  });
  it('is another on another day, and where it was retracted or corrected', () => {
    given(announced, suspended)
      .when({ ...suspended, publishedOn: '2025-11-08' })
      .isNew();
    given(announced, suspended, retraction('S')).when(suspended).isNew();
    given(announced, suspended, correction('S', revoked('2025-12-01')))
      .when(suspended)
      .isNew();
  });
  it('is known in the form that its corrections gave it, and public when they say', () => {
    given(announced, suspended, correction('S', revoked('2025-12-01')))
      .when(revoked('2025-12-01'))
      .isKnownAs('S');
    const dated = given(announced, suspended, correction('S', suspended, { publishedOn: '2025-11-07' }));
    dated.when({ ...suspended, publishedOn: '2025-11-07' }).isKnownAs('S');
    dated.when(suspended).isNew();
  });
  it('is a correction only while it is the latest', () => {
    const first = { ...correction('S', revoked('2025-12-01')), as: 'C' };
    const second = { ...correction('S', revoked('2025-12-02')), as: 'D' };
    given(announced, suspended, first)
      .when(correction('S', revoked('2025-12-01')))
      .isKnownAs('C');
    given(announced, suspended, first, second)
      .when(correction('S', revoked('2025-12-01')))
      .isNew();
    given(announced, suspended, first, second, retraction('D'))
      .when(correction('S', revoked('2025-12-01')))
      .isKnownAs('C');
  });
  it('is recorded again where that is asked for', () => {
    given(announced, suspended).when(suspended, { again: true }).isNew();
    given(announced).when(announced, { again: true }).refused('measure-already-announced');
  });
});

describe('what lies ahead of the day of recording', () => {
  const today = '2026-11-24';
  const checked = (through: string): Happened => ({ type: 'record.checked', data: { issuer: 'CN', through, found: 'nothing.' } });
  const source = (published: string | null) => [SOURCE, { ...SOURCE, published }];

  it.each(['2026-11-25', '2026-12', '2027', '~2026-11-25', '2052-01-05'])('is refused as a day of publication: %s', (day) => {
    given(announced)
      .when(revoked('2026-01-01', { publishedOn: day }), { today })
      .refused('published-ahead');
    given(announced)
      .when(revoked('2026-01-01', { sources: source(day) }), { today })
      .refused('source-ahead');
    given().when(checked(day), { today }).refused('check-ahead');
    given(announced, suspended)
      .when(correction('S', suspended, { publishedOn: day }), { today })
      .refused('published-ahead');
    given(announced, suspended)
      .when(correction('S', suspended, { sources: source(day) }), { today })
      .refused('source-ahead');
    given({ ...checked('2026-01-01'), as: 'K' })
      .when(correction('K', checked(day) as Event), { today })
      .refused('check-ahead');
  });
  it.each(['2026-11-24', '2026-11', '2026', '~2026-11-24', '2020-02-29'])('is not %s, which has begun', (day) => {
    given(announced)
      .when(revoked('2026-01-01', { publishedOn: day, sources: source(day) }), { today })
      .isNew();
    given().when(checked(day), { today }).isNew();
  });
  it('leaves the days alone of which an act speaks, and sources without a day', () => {
    given(announced)
      .when(revoked('2052-01-01', { sources: source(null) }), { today })
      .isNew();
  });
  it('may be supposed', () => {
    given(announced)
      .when(revoked('2052-01-01', { publishedOn: '2051-12-01', sources: source('2051-12-01') }), { today: null })
      .isNew();
  });
  it('is known where it stands already', () => {
    given(announced, revoked('2052-01-01', { publishedOn: '2051-12-01', as: 'R' }))
      .when(revoked('2052-01-01', { publishedOn: '2051-12-01' }), { today })
      .isKnownAs('R');
  });
});

describe('a start or an expiry that was public before its day', () => {
  const came = (type: 'measure.took-effect' | 'measure.expired', on: string, publishedOn: string, as?: string): Happened => ({
    type,
    data: { on },
    publishedOn,
    ...(as && { as }),
  });

  it.each([
    ['2025-11-08', '2025-11-07'],
    ['2025-12', '2025-11-30'],
    ['2026', '2025-12'],
    ['2025-11-08', '2025-10'],
  ])('was a plan: of %s, public on %s', (on, publishedOn) => {
    for (const type of ['measure.took-effect', 'measure.expired'] as const) {
      given(announced)
        .when(came(type, on, publishedOn))
        .refused('plan-is-no-start');
      given(announced)
        .when(came(type, on, publishedOn), { today: null })
        .refused('plan-is-no-start');
      given(announced, suspended)
        .when(correction('S', came(type, on, publishedOn) as Event, { publishedOn }))
        .refused('plan-is-no-start');
      given(announced, came(type, '2020-01-01', publishedOn, 'C'))
        .when(correction('C', came(type, on, publishedOn) as Event))
        .refused('plan-is-no-start');
    }
  });
  it.each([
    ['2025-11-08', '2025-11-08'],
    ['2025-11', '2025-11-01'],
    ['2025-11-08', '2025-11'],
    ['2025', '2025-02-03'],
  ])('was none: of %s, public on %s', (on, publishedOn) => {
    given(announced)
      .when(came('measure.took-effect', on, publishedOn))
      .isNew();
    given(announced, came('measure.expired', '2020-01-01', '2020-01-01', 'C'))
      .when(correction('C', came('measure.expired', on, publishedOn) as Event, { publishedOn }))
      .isNew();
  });
});

it('refuses with a sentence that stands in the table', () => {
  for (const sentence of Object.values(REFUSALS)) expect(sentence).toMatch(/[.?]$/);
  const used = readFileSync(__filename, 'utf8');
  const elsewhere: Refusal['code'][] = ['recorded-otherwise']; // the engine's, held in test/engine
  expect(Object.keys(REFUSALS).filter((code) => !used.includes(`'${code}'`) && !elsewhere.includes(code as Refusal['code']))).toEqual([]);
});
