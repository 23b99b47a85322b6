import type { Encoded } from '@in-force/events';
import { appendedBefore } from './append.js';
import { InvalidAppend, LogUnreachable, LogUnusable, RevisionConflict } from './event-log.js';
import { isConflict, isDeleted, isMissing, isOfConnection, isTooLarge } from './kurrent-errors.js';
import { outgoing } from './kurrent-event.js';
import type { KurrentFeed } from './kurrent-feed.js';
import { Tries } from './kurrent-patience.js';
import type { KurrentServer, ServerEvent } from './kurrent-server.js';
import { sizeOf } from './size.js';

/** Appends to a server, whatever that makes of it. */
export class KurrentAppender {
  constructor(
    private readonly server: KurrentServer,
    private readonly feed: KurrentFeed,
  ) {}

  /** Appends events to a stream: an outcome that is unknown is found out by reading. */
  async append(stream: string, events: readonly (Encoded & { readonly recordedAt?: string })[], expected: number): Promise<number> {
    const { numbers, stopped } = this.feed;
    const ids = events.map(({ id }) => id);
    const tries = new Tries(this.server.patience, stopped);
    for (let unseen = expected > numbers.sizeOf(stream); ; unseen = true)
      try {
        // What others appended and we were not told of yet: their conflict, or our own events from a try whose answer was lost.
        const { known, beyond } = unseen ? await this.#beyond(stream, tries) : { known: numbers.sizeOf(stream), beyond: [] };
        // We were told meanwhile of what came after the reading, and perhaps not of all of it.
        if (numbers.sizeOf(stream) > known + beyond.length) continue;
        const found = new Map(beyond.map(({ id, revision }) => [id, { stream, revision: Number(revision) }]));
        const placeOf = (id: string) => found.get(id) ?? numbers.placeOf(id);
        // Told of a part of an append, we read the rest: the server has stored all of it or nothing.
        if (!unseen && ids.some(placeOf) && !ids.every(placeOf)) continue;
        const before = appendedBefore(stream, ids, placeOf);
        if (before !== undefined) return before;
        const actual = Math.max(numbers.sizeOf(stream), Number(beyond.at(-1)?.revision ?? -1) + 1);
        if (actual !== expected) throw new RevisionConflict(stream, expected, actual);
        const sent = events.map((event, index) => outgoing({ ...event, stream, revision: expected + index }));
        await this.server.append(stream, sent, expected, tries.call);
        return expected + events.length;
      } catch (error) {
        if (isTooLarge(error))
          throw new InvalidAppend(
            `${this.server.shown} takes no ${events.length} events of ${events.reduce((sum, event) => sum + sizeOf(event), 0)} bytes at once, for "${stream}". Raise its MaxAppendSize.`,
          );
        if (isDeleted(error)) throw deletedStream(this.server, stream);
        if (!isConflict(error) && !isOfConnection(error)) throw error;
        if (!(await tries.again(isConflict(error) ? undefined : error)))
          throw new LogUnreachable(
            `${this.server.shown} cannot be reached (${tries.reason}). What was sent may be recorded or not: send it again, it is recorded once.`,
          );
      }
  }

  /** Returns the events of a stream that the server holds, after those that we were told of when it was asked. */
  async #beyond(stream: string, tries: Tries): Promise<{ readonly known: number; readonly beyond: ServerEvent[] }> {
    const known = this.feed.numbers.sizeOf(stream);
    const beyond: ServerEvent[] = [];
    try {
      for await (const event of this.server.read(stream, known, () => tries.call)) beyond.push(event);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
    return { known, beyond };
  }
}

/** Says that a stream of the record is gone. */
export const deletedStream = ({ shown }: KurrentServer, stream: string): LogUnusable =>
  new LogUnusable(
    `The stream "${stream}" was deleted on ${shown}. Restore a backup into streams of its own, by another streamPrefix in IN_FORCE_LOG.`,
  );
