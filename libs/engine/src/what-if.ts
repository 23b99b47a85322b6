import { type ControlsAnswer, ControlsInForce, type Difference, type Question } from '@in-force/answers';
import { OverlayLog } from '@in-force/event-log';
import type { RecordFile } from '@in-force/formats';
import { Engine } from './engine.js';
import { importRecord } from './import.js';
import { Turns } from './turns.js';

/** Two answers to one question: as the record is, and as it would be. */
export interface Supposition {
  readonly recorded: number;
  readonly before: Omit<ControlsAnswer, 'recordedAt'>;
  readonly after: Omit<ControlsAnswer, 'recordedAt'>;
  readonly differences: readonly Difference[];
}

/**
 * Answers a question as if the entries of files were recorded, by the same path as recording them, over a log and an index that are only
 * read. They may be public on days that have not come. Costs two lists, and what the streams hold that the entries touch.
 *
 * @throws {InvalidRecord} as an import of them would.
 */
export async function whatIf(
  engine: Engine,
  readModel: ControlsInForce,
  files: readonly RecordFile[],
  question: Question,
  turns: Turns = new Turns(),
): Promise<Supposition> {
  const log = await OverlayLog.over(engine.log, engine.now);
  const { position: head } = await log.head();
  await engine.follower.reached(head);
  const controls = new ControlsInForce(undefined, undefined, { model: readModel, head });
  const supposed = await Engine.open(log, [controls], { now: engine.now, tree: engine.tree.first(head) });
  try {
    const { recorded } = await importRecord(supposed, files, { supposing: true });
    const asked = { ...question, limit: Number.POSITIVE_INFINITY, after: null };
    const then = { ...asked, recordedAt: { position: head } };
    const { recordedAt: _, ...before } = await turns.run(controls.inSteps.list(then));
    const { recordedAt: __, ...after } = await turns.run(controls.inSteps.list(asked));
    const differences = await turns.run(
      controls.inSteps.differences({ question: then, controls: before.controls }, { question: asked, controls: after.controls }),
    );
    return { recorded, before, after, differences };
  } finally {
    await supposed.close();
    await log.close();
  }
}
