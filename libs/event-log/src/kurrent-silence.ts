import { byteOf } from './kurrent-event.js';
import type { KurrentServer } from './kurrent-server.js';

/** Among how many last events of the server ours is looked for. */
const LAST = 64;

/**
 * Asks again and again for the last event on the server, and ends where it does not answer. Now and then looks whether it was told: a
 * subscription may fall silent while everything else works. Settles where all was told, and ends where twice in a row it was not.
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
  let looked = performance.now();
  const { beat, answer, watch } = server.patience;
  const look = async () => {
    if (looking) return;
    looking = true;
    const whole = performance.now() - looked >= watch;
    try {
      const last = await server.lastOf(whole ? categories : [], whole ? LAST : 1, answer);
      if (!whole) return;
      looked = performance.now();
      const byte = last ? byteOf(last) : -1;
      if (byte <= told()) settle();
      else if (missed > told() && missed !== Number.POSITIVE_INFINITY) end(new Error('it fell silent'));
      missed = byte;
    } catch (reason) {
      end(reason);
    } finally {
      looking = false;
    }
  };
  return setInterval(() => void look(), Math.min(beat, watch)).unref();
}
