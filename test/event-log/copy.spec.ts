import { copyLog, InvalidAppend, MemoryLog } from '@in-force/event-log';
import { other, said, sayings, stream } from '../kit/drafts.js';
import { all } from './reading.js';

const at = (instant: string) => new MemoryLog(() => instant);

describe('a copy', () => {
  const original = async () => {
    const log = at('2026-01-01T00:00:00.000Z');
    await log.append(stream, sayings('a', 300), 0);
    await log.append(other, [said('b')], 0);
    await log.append(stream, [said('c')], 300);
    return log;
  };

  it('keeps ids, places and instants, and the log’s own id', async () => {
    const [from, to] = [await original(), at('2026-11-23T12:00:00.000Z')];
    const seen: number[] = [];
    expect(await copyLog(from, to, (done) => seen.push(done))).toEqual({
      copied: 302,
      total: 302,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(await to.head()).toEqual(await from.head());
    expect(await all(to.read(stream))).toEqual(await all(from.read(stream)));
    expect(seen).toEqual([200, 302]);
  });

  it('goes on where it was stopped, and follows what came since', async () => {
    const [from, to] = [await original(), at('2026-11-23T12:00:00.000Z')];
    const stopped = async () =>
      copyLog(from, to, () => {
        throw new Error('stopped');
      });
    await expect(stopped()).rejects.toThrow('stopped');
    expect((await to.head()).position).toBe(200);
    expect(await copyLog(from, to)).toMatchObject({ copied: 102, total: 302 });
    await from.append(other, [said('later')], 1);
    expect(await copyLog(from, to)).toMatchObject({ copied: 1, total: 303 });
    expect(await copyLog(from, to)).toMatchObject({ copied: 0, total: 303 });
  });

  it('refuses a log that goes further, another record, and one that went its own way', async () => {
    const from = await original();
    const another = at('2026-11-23T12:00:00.000Z');
    await another.append(other, [said('x')], 0);
    await expect(copyLog(from, another)).rejects.toThrow(InvalidAppend);
    await expect(copyLog(from, another)).rejects.toThrow('another record');
    const further = at('2026-11-23T12:00:00.000Z');
    await copyLog(from, further);
    await further.append(other, [said('y')], 1);
    await expect(copyLog(from, further)).rejects.toThrow('goes further');
    await from.append(other, [said('z')], 1);
    await expect(copyLog(from, further)).rejects.toThrow('differ');
  });
});
