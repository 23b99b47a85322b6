import { ControlsInForce, PARAMETERS, parseQuestion } from '@in-force/answers';
import { addDays, type ExactDay } from '@in-force/events';
import fc from 'fast-check';
import {
  amended,
  announced,
  ask,
  checked,
  controlsOf,
  expired,
  extended,
  MEASURE,
  NOW,
  record,
  resumed,
  revoked,
  type Said,
  suspended,
  tookEffect,
  uuid,
} from '../kit/record.js';

const START: ExactDay = '2025-01-01';
const day = fc.integer({ min: 0, max: 120 }).map((days) => addDays(START, days));
const span = fc
  .tuple(day, fc.option(fc.integer({ min: 0, max: 40 }), { nil: null }))
  .map(([from, length]) => ({ from, through: length === null ? null : addDays(from, length) }));
const parts = fc.option(fc.constantFrom({ regions: ['EU'] }, { items: ['dysprosium'] }, { except: ['US'] }), { nil: undefined });
const withParts = <Data extends object>(data: Data, some: object | undefined): Data => (some ? { ...data, parts: some } : data);

/** An act from a day on, published on a day; the suspension that an extension names is always there. */
const act: fc.Arbitrary<{ said: Said; from: ExactDay }> = fc
  .tuple(day, span, parts, fc.constantFrom('suspend', 'extend', 'resume', 'revoke', 'expire'))
  .map(([publishedOn, data, some, verb]) => {
    const { from } = data;
    const says: Record<string, Said> = {
      suspend: suspended(publishedOn, withParts(data, some)),
      extend: extended(publishedOn, withParts({ ...data, suspension: uuid('S') }, some)),
      resume: resumed(publishedOn, withParts({ from }, some)),
      revoke: revoked(publishedOn, from),
      expire: expired(publishedOn, from),
    };
    return { said: says[verb] as Said, from };
  });

const base: Said[] = [
  announced(START, { firstDay: addDays(START, 10), scope: { regions: ['world'], items: [{ item: 'rare-earths' }] } }),
  suspended(addDays(START, 5), { from: addDays(START, 20), through: addDays(START, 30) }, { as: 'S' }),
  checked(addDays(START, 60)),
];
const label = (acts: readonly Said[]): Said[] => acts.map((said, index) => ({ ...said, as: said.as ?? `g${index}` }));
const history = fc.array(act, { maxLength: 5 }).map((acts) => [...base, ...acts.map(({ said }) => said)]);
const asked = fc.record({ on: day, region: fc.constantFrom('FR', 'US', 'EU', 'world'), item: fc.constantFrom('Dy', 'Nd', 'rare-earths') });
const RUNS = { numRuns: 300, seed: 20251109 };

describe('properties of the status', () => {
  it('an act that ends, suspends, extends or resumes from a day on changes nothing before it', () => {
    fc.assert(
      fc.property(history, act, asked, fc.integer({ min: 1, max: 30 }), (acts, { said, from }, question, before) => {
        const earlier = { ...question, on: addDays(from, -before) };
        const textual = (all: readonly Said[]) => {
          const { status, byTerms } = ask(label(all), MEASURE, earlier);
          return byTerms ?? status;
        };
        // Published last, so that it is the latest word; what it says of earlier days is nothing.
        expect(textual([...acts, { ...said, publishedOn: '2025-12-31' }])).toBe(textual(acts));
      }),
      RUNS,
    );
  });

  it('the order of recording changes no answer at the head', () => {
    fc.assert(
      fc.property(
        history.chain((acts) => fc.tuple(fc.constant(label(acts)), fc.shuffledSubarray(label(acts), { minLength: acts.length }))),
        asked,
        ([acts, shuffled], question) => {
          const facts = (all: readonly Said[]) => {
            const { explanation: _, history: __, recordedAt: ___, ...rest } = ask(all, MEASURE, question);
            return rest;
          };
          expect(facts(shuffled)).toEqual(facts(acts));
        },
      ),
      RUNS,
    );
  });

  it('what made it so, alone, makes it so', () => {
    fc.assert(
      fc.property(history, asked, (acts, question) => {
        const all = label(acts);
        const answer = ask(all, MEASURE, question);
        const alone = all.filter(({ as }) => answer.because.includes(uuid(as ?? '')));
        expect(ask(alone, MEASURE, question).status).toBe(answer.status);
      }),
      RUNS,
    );
  });

  it('the run of days around a status has that status, and the days beside it another', () => {
    fc.assert(
      fc.property(history, asked, (acts, question) => {
        const all = label(acts);
        const textual = (on: ExactDay) => {
          const { status, byTerms } = ask([...all, checked('2030-01-01')], MEASURE, { ...question, on });
          return byTerms ?? status;
        };
        const { status, since, until } = ask([...all, checked('2030-01-01')], MEASURE, question);
        if (status === 'not-applicable') return;
        if (since) expect([textual(since), textual(addDays(since, -1)) === status]).toEqual([status, false]);
        if (until) expect([textual(until), textual(addDays(until, 1)) === status]).toEqual([status, false]);
      }),
      RUNS,
    );
  });

  it('appending and replaying give the same answers, now and for every earlier position', () => {
    fc.assert(
      fc.property(history, asked, (acts, question) => {
        const all = label(acts);
        const said = (controls: ControlsInForce, recordedAt?: number) =>
          controls.list(
            parseQuestion(
              { ...question, status: 'all', ...(recordedAt === undefined ? {} : { recordedAt: String(recordedAt) }) },
              NOW,
              PARAMETERS.controls,
            ),
          );
        const growing = new ControlsInForce();
        const then = record(all).map((event) => {
          growing.apply(event);
          return said(growing);
        });
        for (const [index, answer] of then.entries()) {
          expect(said(controlsOf(all.slice(0, index + 1)))).toEqual(answer);
          expect(said(growing, index + 1)).toEqual(answer);
        }
      }),
      { ...RUNS, numRuns: 50 },
    );
  });

  it('folding again gives the same answer', () => {
    const acts = label([
      ...base,
      amended('2025-02-01', { from: '2025-03-01', lastDay: '2025-06-30' }),
      tookEffect('2025-01-12', '2025-01-12'),
    ]);
    const question = parseQuestion({ on: '2025-02-15', region: 'FR' }, NOW, PARAMETERS.controls);
    expect(controlsOf(acts).list(question)).toEqual(controlsOf(acts).list(question));
  });
});
