import type { Stored } from '@in-force/events';
import { LogUnreachable } from './event-log.js';
import { byteOf, incoming } from './kurrent-event.js';
import { Tries } from './kurrent-patience.js';
import { giveUp, type KurrentServer, type ServerEvent } from './kurrent-server.js';
import type { Numbering } from './numbering.js';

/**
 * Yields the events after a position through the last that is counted, told by the server once more, and again when the connection is
 * lost. Ends quietly when the signal aborts. `limit` is how long it is tried without one more.
 *
 * @throws {LogUnreachable} when that is over.
 */
export async function* readHistory(
  server: KurrentServer,
  categories: readonly string[],
  numbers: Numbering,
  after: number,
  signal: AbortSignal,
  limit: number,
): AsyncGenerator<Stored> {
  const tries = new Tries(server.patience, signal, limit);
  let position = after;
  for (;;) {
    let reason: unknown;
    try {
      for await (const event of told(server, categories, numbers.byteAt(position), tries)) {
        if (signal.aborted) return;
        if (byteOf(event) <= numbers.byteAt(position)) continue; // delivered twice
        position += 1;
        yield numbers.placed(incoming(event, server.prefix), position);
        if (position >= numbers.position) return;
        tries.anew(); // however long whoever reads took over it
      }
    } catch (error) {
      reason = error;
    }
    if (await tries.again(reason)) continue;
    if (signal.aborted) return;
    throw new LogUnreachable(`${server.shown} stopped telling what it holds (${tries.reason}). Ask again later.`);
  }
}

/** Yields what the server tells after a byte, until the connection is lost or it is silent for too long. */
async function* told(server: KurrentServer, categories: readonly string[], byte: number, tries: Tries): AsyncGenerator<ServerEvent> {
  const subscription = server.subscribe(categories, byte);
  subscription.on('error', () => undefined);
  const events = subscription[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value } = await server.within(events.next(), tries.call);
      if (done) return;
      yield value.event as ServerEvent;
    }
  } finally {
    giveUp(() => subscription.unsubscribe());
    subscription.destroy();
  }
}
