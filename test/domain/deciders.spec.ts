import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  commitment,
  decide,
  facilitation,
  hold,
  licensing,
  measure,
  NOTHING,
  negotiation,
  REFUSALS,
  type Refusal,
  record,
  statement,
  VERBS,
} from '@in-force/domain';
import { CATALOG, type Event } from '@in-force/events';
import { given } from '../kit/given.js';
import { uuid } from '../kit/record.js';

const stored = (type: string) => JSON.parse(readFileSync(join(__dirname, `../events/stored/${type}.v1.json`), 'utf8')) as Event;
type Of<Type extends Event['type']> = Extract<Event, { type: Type }>;
const example = <Type extends Event['type']>(type: Type): Of<Type> => ({ type, data: stored(type).data }) as Of<Type>;
const asked = <Type extends Event['type']>(type: Type, data?: Of<Type>['data']) =>
  ({ type: VERBS[type], data: data ?? example(type).data }) as never;

const announced = example('measure.announced');
const suspended = { ...example('measure.suspended'), as: 'S' };
const extension = (suspension?: string) =>
  asked('measure.suspension-extended', { through: '2027-01-10', ...(suspension ? { suspension } : {}) });
const retraction = (event: string) =>
  ({ type: 'record.retracted', data: { event: uuid(event), reason: 'It never happened.' } }) as Of<'record.retracted'>;

describe('a measure', () => {
  it('is announced once', () => {
    given(measure).when(asked('measure.announced')).then(announced);
    given(measure, announced).when(asked('measure.announced')).refused('measure-already-announced');
  });
  it('is announced anew once its announcement was retracted', () => {
    given(measure, announced, retraction('e1')).when(asked('measure.announced')).then(announced);
    given(measure, announced, retraction('e1')).when(asked('measure.revoked')).refused('measure-not-announced');
    given(measure, announced, retraction('e1'), retraction('e2')).when(asked('measure.announced')).refused('measure-already-announced');
  });
  it.each([
    'measure.amended',
    'measure.took-effect',
    'measure.expired',
    'measure.suspended',
    'measure.resumed',
    'measure.revoked',
  ] as const)('needs an announcement for %s, and nothing else', (type) => {
    given(measure).when(asked(type)).refused('measure-not-announced');
    given(measure, announced).when(asked(type)).then(example(type));
    given(measure, announced, example('measure.revoked'), example('measure.expired')).when(asked(type)).then(example(type));
  });
  it('has only a suspension extended that there is', () => {
    given(measure, announced).when(extension()).refused('suspension-not-found');
    given(measure, announced, suspended)
      .when(extension(uuid('T')))
      .refused('suspension-not-found');
    given(measure, announced, suspended, retraction('S'))
      .when(extension(uuid('S')))
      .refused('suspension-not-found');
    given(measure, announced, suspended)
      .when(extension())
      .then({ type: 'measure.suspension-extended', data: { through: '2027-01-10' } });
    given(measure, announced, suspended)
      .when(extension(uuid('S')))
      .then({ type: 'measure.suspension-extended', data: { suspension: uuid('S'), through: '2027-01-10' } });
  });
});

describe('a track', () => {
  it('is opened once, and holds rounds only then', () => {
    given(negotiation).when(asked('negotiation.opened')).then(example('negotiation.opened'));
    given(negotiation, example('negotiation.opened')).when(asked('negotiation.opened')).refused('negotiation-already-opened');
    given(negotiation).when(asked('negotiation.round-held')).refused('negotiation-not-opened');
    given(negotiation, example('negotiation.opened')).when(asked('negotiation.round-held')).then(example('negotiation.round-held'));
    given(negotiation, example('negotiation.opened')).when(asked('negotiation.concluded')).then(example('negotiation.concluded'));
  });
});

describe('a commitment', () => {
  it('is made once', () => {
    given(commitment).when(asked('commitment.made')).then(example('commitment.made'));
    given(commitment, example('commitment.made')).when(asked('commitment.made')).refused('commitment-already-made');
  });
  it.each(['commitment.fulfilled', 'commitment.narrowed', 'commitment.broken'] as const)('must have been made for %s', (type) => {
    given(commitment).when(asked(type)).refused('commitment-not-made');
    given(commitment, example('commitment.made')).when(asked(type)).then(example(type));
  });
});

describe('the other subjects', () => {
  it('state once', () => {
    given(statement).when(asked('statement.made')).then(example('statement.made'));
    given(statement, example('statement.made')).when(asked('statement.made')).refused('statement-already-made');
  });
  it('report as often as they like', () => {
    given(licensing, example('licensing.reported')).when(asked('licensing.reported')).then(example('licensing.reported'));
  });
  it('open an easing once, and close it only then', () => {
    given(facilitation).when(asked('facilitation.opened')).then(example('facilitation.opened'));
    given(facilitation, example('facilitation.opened')).when(asked('facilitation.opened')).refused('facilitation-already-opened');
    given(facilitation).when(asked('facilitation.closed')).refused('facilitation-not-opened');
    given(facilitation, example('facilitation.opened')).when(asked('facilitation.closed')).then(example('facilitation.closed'));
  });
});

describe('the record', () => {
  const correction = (event: string, replacement: { type: string; data: unknown } = suspended) =>
    ({
      event: uuid(event),
      replacement: { type: replacement.type, version: 1, data: replacement.data },
      reason: 'We had it wrong.',
    }) as Of<'record.corrected'>['data'];
  it('is checked as often as anybody looks', () => {
    given(record).when(asked('record.checked')).then(example('record.checked'));
  });
  it('is corrected where there is such an event', () => {
    given(record, suspended)
      .when(asked('record.corrected', correction('S')))
      .then({ type: 'record.corrected', data: correction('S') });
    given(record, suspended)
      .when(asked('record.corrected', correction('T')))
      .refused('event-not-found');
    given(record, suspended)
      .when(asked('record.retracted', retraction('T').data))
      .refused('event-not-found');
  });
  it('takes a correction of a correction, not of a retraction', () => {
    const mended = { type: 'record.corrected', data: correction('S'), as: 'C' } as const;
    given(record, suspended, mended)
      .when(asked('record.corrected', correction('C')))
      .then({ type: 'record.corrected', data: correction('C') });
    given(record, suspended, { ...retraction('S'), as: 'R' })
      .when(asked('record.corrected', correction('R')))
      .refused('retraction-not-correctable');
  });
  it('replaces an event by one of the same subject', () => {
    given(record, suspended)
      .when(asked('record.corrected', correction('S', example('statement.made'))))
      .refused('replacement-of-another-subject');
    given(record, suspended)
      .when(asked('record.corrected', correction('S', example('measure.revoked'))))
      .then({ type: 'record.corrected', data: correction('S', example('measure.revoked')) });
  });
  it('retracts once, and takes a retraction back', () => {
    given(record, suspended)
      .when(asked('record.retracted', retraction('S').data))
      .then(retraction('S'));
    given(record, suspended, retraction('S'))
      .when(asked('record.retracted', retraction('S').data))
      .then();
    given(record, suspended, { ...retraction('S'), as: 'R' })
      .when(asked('record.retracted', retraction('R').data))
      .then(retraction('R'));
  });
});

it('has a command for every event, and sends it to the decider of its subject', () => {
  expect(Object.keys(VERBS).sort()).toEqual(CATALOG.map(({ type }) => type).sort());
  expect(decide(announced, NOTHING)).toEqual([announced]);
  const held = hold(NOTHING, { ...announced, id: uuid('A') });
  expect(() => decide(announced, held)).toThrow('announced already');
});

it('refuses with a sentence that stands in the table', () => {
  for (const sentence of Object.values(REFUSALS)) expect(sentence).toMatch(/\.$/);
  const used = readFileSync(__filename, 'utf8');
  const elsewhere: Refusal['code'][] = ['recorded-otherwise']; // the engine's, held in test/engine
  expect(Object.keys(REFUSALS).filter((code) => !used.includes(`'${code}'`) && !elsewhere.includes(code as Refusal['code']))).toEqual([]);
});
