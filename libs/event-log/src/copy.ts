import type { Stored } from '@in-force/events';
import { type EventLog, InvalidAppend } from './event-log.js';
import { type Hash, RunningHead } from './merkle.js';

/** How many events are restored at a time. */
const PAGE = 200;

/** What a copy is made of, in whatever language. */
type Source = Pick<EventLog, 'head' | 'stored'>;

/** What a copy did: how many events it brought over, how many both logs hold, and the tree head over them. */
export interface Copied {
  readonly copied: number;
  readonly total: number;
  /** The head at the last event, the same for both logs. */
  readonly head: Hash;
}

/**
 * Moves a record into another log, as far as it went when the copy began, or through an event. What is kept of an event stays what it was, so that
 * every citation answers the same facts and every tree head is the same. Run again it goes on where it was stopped. Reads each log
 * once, by what its events say, and compares their heads before and after.
 *
 * @throws {InvalidAppend} when the other log does not hold a first part of this one; nothing is stored then.
 * @throws {AlteredEvent} when an event of either log is not what was recorded.
 */
export async function copyLog(
  from: Source,
  to: Source & Pick<EventLog, 'restore'>,
  progress: (done: number, total: number) => void = () => undefined,
  last: number = Number.POSITIVE_INFINITY,
): Promise<Copied> {
  const { position, id } = await from.head();
  const total = Math.min(position, last);
  const { position: held, id: other } = await to.head();
  if (held > total)
    throw new InvalidAppend(
      `The other log goes further: it holds ${held} events, this one ${total}. Copy the other way, or into an empty log.`,
    );
  if (held > 0 && id !== other) throw new InvalidAppend(`The other log is another record (${other}, not ${id}). Copy into an empty log.`);
  const [original, copy] = [new Reading(from), new Reading(to)];
  if ((await original.through(held)) !== (await copy.through(held)))
    throw new InvalidAppend(`The first ${held} events of the other log differ from those of this one. Copy into an empty log.`);
  let page: Stored[] = [];
  const restore = async () => {
    if (page.length > 0) await to.restore(page);
    page = [];
  };
  const head = await original.through(total, async (event) => {
    page.push(event);
    if (page.length < PAGE) return;
    await restore();
    progress(event.position, total);
  });
  await restore();
  progress(total, total);
  if (head !== (await copy.through(total)))
    throw new InvalidAppend(`The copy differs from the original after ${total} events. Throw it away and copy again.`);
  return { copied: total - held, total, head };
}

/** A log that is read once from its beginning, and its tree head on the way. */
class Reading {
  readonly #tree = new RunningHead();
  constructor(private readonly log: Source) {}

  /** Reads on through a position, and tells the head there. */
  async through(position: number, each: (event: Stored) => Promise<void> = async () => undefined): Promise<Hash> {
    for await (const event of this.log.stored(this.#tree.size, position)) {
      this.#tree.add(event.leaf);
      await each(event);
    }
    return this.#tree.head;
  }
}
