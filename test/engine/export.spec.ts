import { ControlsInForce, PARAMETERS, parseQuestion } from '@in-force/answers';
import { Answers, Engine, exportEvents } from '@in-force/engine';
import { MemoryLog } from '@in-force/event-log';
import { announced, sayings, stream } from '../kit/drafts.js';
import { NOW } from '../kit/record.js';

const now = () => NOW;
const question = parseQuestion({}, NOW, PARAMETERS.export);

async function opened() {
  const log = new MemoryLog(now);
  for (let at = 0; at < 3_500; at += 500) await log.append(stream, sayings(`a${at}`, 500), at);
  const controls = new ControlsInForce();
  const engine = await Engine.open(log, [controls], { now });
  return { log, engine, answers: new Answers(engine, controls) };
}

describe('an export', () => {
  it.each(['ndjson', 'csv', 'parquet'] as const)('reads on only as it is read itself: %s', async (format) => {
    const { log, engine, answers } = await opened();
    let read = 0;
    const stored = log.stored.bind(log);
    log.stored = async function* (after, through) {
      for await (const event of stored(after, through)) {
        read += 1;
        yield event;
      }
    };
    const pieces = exportEvents({ engine, answers }, format, question)[Symbol.asyncIterator]();
    await pieces.next();
    if (format !== 'parquet') expect(read).toBe(1);
    let bytes = 0;
    for (let piece = await pieces.next(); !piece.done; piece = await pieces.next()) bytes += piece.value.length;
    expect(read).toBe(3_500);
    if (format !== 'parquet') expect(bytes).toBeGreaterThan(1_000_000);
    await engine.close();
  });

  it('holds what was recorded when it began, whatever comes meanwhile', async () => {
    const { log, engine, answers } = await opened();
    let [text, pieces] = ['', 0];
    for await (const piece of exportEvents({ engine, answers }, 'ndjson', question)) {
      text += piece;
      if (++pieces === 3) {
        await log.append('measure-a', [announced('late')], 0);
        await engine.follower.reached(3_501);
      }
    }
    expect(pieces).toBeGreaterThan(3);
    expect(text.trimEnd().split('\n')).toHaveLength(3_500);
    await engine.close();
  });
});
