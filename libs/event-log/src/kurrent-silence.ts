import { byteOf } from './kurrent-event.js';
import type { KurrentServer } from './kurrent-server.js';

/** Among how many last events of the server ours is looked for. */
const LAST = 64;

/**
 * Asks again and again for the last event on the server: a subscription may fall silent while everything else works. Settles where all
 * was told, and ends where twice in a row it was not.
 */
export function watchForSilence(
  server: KurrentServer,
  categories: readonly string[],
  told: () => number,
  settle: () => void,
  end: (reason: unknown) => void,
): NodeJS.Timeout {
  let missed = Number.POSITIVE_INFINITY;
  let looking = false;
  const look = async () => {
    if (looking) return;
    looking = true;
    try {
      const last = await server.lastOf(categories, LAST);
      const byte = last ? byteOf(last) : -1;
      if (byte <= told()) settle();
      else if (missed > told() && missed !== Number.POSITIVE_INFINITY) end(new Error('it fell silent'));
      missed = byte;
    } catch (reason) {
      end(reason);
    }
    looking = false;
  };
  return setInterval(() => void look(), server.patience.watch).unref();
}
