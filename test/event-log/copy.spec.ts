import { type Copied, copyLog, type EventLog, InvalidAppend, leafOf, MemoryLog } from '@in-force/event-log';
import { definitionOf, type EventDefinition, type Stored } from '@in-force/events';
import { other, said, sayings, stream } from '../kit/drafts.js';
import { all, headOf, take } from './reading.js';

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
      head: headOf(await all(from.stored(0, 302))),
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

describe('a later shape of an event', () => {
  const now = '2026-11-23T12:00:00.000Z';
  const definition = definitionOf('statement.made') as { -readonly [Key in keyof EventDefinition]: EventDefinition[Key] };
  const today = { ...definition };
  afterEach(() => void Object.assign(definition, today));

  /** The next version of a statement, for a trial: its text is told twice. */
  function raise(): void {
    const twice = (data: { readonly text: string }) => ({ ...data, text: `${data.text} ${data.text}` });
    Object.assign(definition, { version: today.version + 1, upcasts: { ...today.upcasts, [today.version]: twice } });
  }

  /** A log that holds statements of every version so far. */
  async function ofAllVersions(): Promise<MemoryLog> {
    const log = at(now);
    await log.append(stream, sayings('a', 2), 0);
    const [first, second] = (await all(log.stored(0, 2))) as [Stored, Stored];
    const old = { ...first, version: 1, data: { ...(first.data as object), party: 'WTO' } };
    const mixed = at(now);
    await mixed.restore([{ ...old, leaf: leafOf(old) }, second]);
    return mixed;
  }

  const copied = async (from: EventLog): Promise<readonly [Copied, MemoryLog]> => {
    const to = at(now);
    return [await copyLog(from, to), to];
  };

  it('changes no leaf and no head, in the log or in any copy of it', async () => {
    const log = await ofAllVersions();
    const before = await all(log.stored(0, 2));
    const [{ head }, earlier] = await copied(log);
    raise();
    const [again, later] = await copied(log);
    const [onward] = await copied(later);
    expect([again.head, onward.head, headOf(before)]).toEqual([head, head, head]);
    for (const one of [log, earlier, later]) expect(await all(one.stored(0, 2))).toEqual(before);
    const [, read] = await take(later.tail(0, new AbortController().signal), 2);
    expect(read).toMatchObject({ data: { text: 'a 2 a 2' }, leaf: before[1]?.leaf });

    // What is recorded from then on has the new version, on top of the same tree.
    await later.append(stream, [said('new')], 2);
    const all3 = await all(later.stored(0, 3));
    expect(all3.map(({ version }) => version)).toEqual([1, today.version, today.version + 1]);
    expect(headOf(all3.slice(0, 2))).toBe(head);
  });
});
