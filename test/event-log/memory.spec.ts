import { InvalidAppend, leafOf, MemoryLog, OverlayLog } from '@in-force/event-log';
import type { Stored } from '@in-force/events';
import { other, said, sayings, stream } from '../kit/drafts.js';
import { describeEventLog, describeStamps } from './contract.js';
import { all, later, NOON, positions, take } from './reading.js';

describeEventLog('MemoryLog', (now) => new MemoryLog(now));
describeStamps((now) => new MemoryLog(now));
describeEventLog('OverlayLog', (now) => OverlayLog.over(new MemoryLog(now), now));

describe('an overlay over a log that holds events', () => {
  const events = async () => {
    const base = new MemoryLog(() => NOON);
    await base.append(stream, sayings('a', 2), 0);
    const overlay = await OverlayLog.over(base, () => later(5));
    await overlay.append(stream, [said('c')], 2);
    await overlay.append(other, [said('d')], 0);
    return { base, overlay, stored: await all(overlay.stored(0, 4)) };
  };

  it('gives every event the leaf of where it stands, as a copy of it all would', async () => {
    const { overlay, stored } = await events();
    expect(stored.map(({ stream: name, revision, position }) => [name, revision, position])).toEqual([
      [stream, 0, 1],
      [stream, 1, 2],
      [stream, 2, 3],
      [other, 0, 4],
    ]);
    expect(stored.map(({ leaf }) => leaf)).toEqual(stored.map(leafOf));
    const copy = new MemoryLog(() => NOON);
    await copy.restore(stored);
    const stop = new AbortController();
    expect(await take(overlay.tail(0, stop.signal), 4)).toEqual(await take(copy.tail(0, stop.signal), 4));
    expect(await all(overlay.read(stream))).toEqual(await all(copy.read(stream)));
    expect(positions(await all(overlay.stored(1, 3)))).toEqual([2, 3]);
  });

  it('takes what continues both, and nothing recorded before', async () => {
    const { base, stored } = await events();
    const overlay = await OverlayLog.over(base, () => later(9));
    const early = { ...(stored[2] as Stored), recordedAt: later(-1) };
    await expect(overlay.restore([{ ...early, leaf: leafOf(early) }])).rejects.toThrow(InvalidAppend);
    await expect(overlay.restore([{ ...(stored[2] as Stored), recordedAt: later(7) }])).rejects.toThrow(/not what was recorded/);
    await overlay.restore(stored.slice(2));
    expect(await all(overlay.stored(0, 4))).toEqual(stored);
  });
});
