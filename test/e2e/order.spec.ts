import { ControlsInForce, PARAMETERS, parseQuestion } from '@in-force/answers';
import { Engine, FOUNDING_RECORD, importRecord, readRecordFolder } from '@in-force/engine';
import { MemoryLog } from '@in-force/event-log';
import type { Recorded } from '@in-force/events';
import fc from 'fast-check';
import { NOW } from '../kit/record.js';

const now = () => NOW;
const QUESTIONS = ['2025-05-01', '2025-11-05', '2025-11-20', '2026-03-01', '2026-11-20'].flatMap((on) =>
  ['EU', 'US', 'JP', 'CN', 'world'].map((region) => parseQuestion({ on, region, status: 'all' }, NOW, PARAMETERS.controls)),
);

/** The answers at the head, without what tells positions. */
const facts = (controls: ControlsInForce) =>
  QUESTIONS.map((question) => {
    const { asked, recordedAt: _, ...rest } = controls.list(question);
    return { ...rest, on: asked.on, region: asked.region };
  });

async function load(order: (files: Awaited<ReturnType<typeof readRecordFolder>>) => Awaited<ReturnType<typeof readRecordFolder>>) {
  const controls = new ControlsInForce();
  const engine = await Engine.open(new MemoryLog(now), [controls], { now });
  await importRecord(engine, order(await readRecordFolder(FOUNDING_RECORD)));
  const events = await engine.follower.after(0, 1000);
  await engine.close();
  return { controls, events };
}

describe('the founding record', () => {
  let straight: Awaited<ReturnType<typeof load>>;
  beforeAll(async () => {
    straight = await load((files) => files);
  });

  it('is the same log in whatever order its files come', async () => {
    const { events } = await load((files) => files.toReversed());
    expect(events.map(({ id }) => id)).toEqual(straight.events.map(({ id }) => id));
  });

  it('gives the same answers at the head in whatever order its events were recorded', () => {
    const answers = facts(straight.controls);
    fc.assert(
      fc.property(fc.shuffledSubarray(straight.events, { minLength: straight.events.length }), (shuffled) => {
        const controls = new ControlsInForce();
        const revisions = new Map<string, number>();
        for (const [index, event] of shuffled.entries()) {
          const revision = revisions.get(event.stream) ?? 0;
          revisions.set(event.stream, revision + 1);
          controls.apply({ ...event, revision, position: index + 1 } as Recorded);
        }
        expect(facts(controls)).toEqual(answers);
      }),
      { numRuns: 10, seed: 70 },
    );
  });
});
