import type { EventLog } from '@in-force/event-log';

/**
 * Looks at a log again after each pause, and tells what is wrong with it, once, and that it is well again. Ends when the signal aborts;
 * `pause` must not throw.
 */
export async function watchLog(
  log: EventLog,
  tell: (sentence: string) => void,
  pause: (signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  for (let told: string | null = null; !signal.aborted; await pause(signal)) {
    const { problem } = log.health();
    if (problem !== told) tell(problem ?? 'The log is well again.');
    told = problem;
  }
}
