import { createHash } from 'node:crypto';
import type { Recorded } from '@in-force/events';
import { type EventLog, InvalidAppend } from './event-log.js';

/** How many events are restored at a time. */
const PAGE = 200;

/** What a copy did: how many events it brought over, how many both logs hold, and the digest of what they hold. */
export interface Copied {
  readonly copied: number;
  readonly total: number;
  /** SHA-256 over every event in order, the same for both logs. */
  readonly digest: string;
}

/**
 * Moves a whole record into another log, as far as it went when the copy began. Ids, places and instants stay what they were, so
 * that every citation answers the same facts. Run again it goes on where it was stopped. Ends by reading both logs and comparing.
 *
 * @throws {InvalidAppend} when the other log does not hold a first part of this one; nothing is stored then.
 */
export async function copyLog(
  from: EventLog,
  to: EventLog,
  progress: (done: number, total: number) => void = () => undefined,
): Promise<Copied> {
  const { position: total, id } = await from.head();
  const { position: held, id: other } = await to.head();
  if (held > total)
    throw new InvalidAppend(
      `The other log goes further: it holds ${held} events, this one ${total}. Copy the other way, or into an empty log.`,
    );
  if (held > 0 && id !== other) throw new InvalidAppend(`The other log is another record (${other}, not ${id}). Copy into an empty log.`);
  if ((await digestOf(from, held)) !== (await digestOf(to, held)))
    throw new InvalidAppend(`The first ${held} events of the other log differ from those of this one. Copy into an empty log.`);
  let page: Recorded[] = [];
  const restore = async () => {
    if (page.length > 0) await to.restore(page);
    page = [];
  };
  for await (const event of between(from, held, total)) {
    page.push(event);
    if (page.length < PAGE) continue;
    await restore();
    progress(event.position, total);
  }
  await restore();
  progress(total, total);
  const [digest, copy] = [await digestOf(from, total), await digestOf(to, total)];
  if (digest !== copy) throw new InvalidAppend(`The copy differs from the original after ${total} events. Throw it away and copy again.`);
  return { copied: total - held, total, digest };
}

/** The events after one position up to another. */
async function* between(log: EventLog, after: number, last: number): AsyncGenerator<Recorded> {
  if (after >= last) return;
  const enough = new AbortController();
  for await (const event of log.tail(after, enough.signal)) {
    yield event;
    if (event.position >= last) break;
  }
  enough.abort();
}

async function digestOf(log: EventLog, last: number): Promise<string> {
  const hash = createHash('sha256');
  for await (const event of between(log, 0, last)) hash.update(`${JSON.stringify(sorted(event))}\n`);
  return hash.digest('hex');
}

/** The same value with its keys in order, so that two logs that keep them differently compare equal. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
