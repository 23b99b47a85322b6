/** How far the clocks of this machine and of a server may be apart, in milliseconds: what is recorded later than that may come too late. */
const APART = 5_000;

/**
 * Watches whether the clocks of this machine and of a server tell the same time. What changed is told once nothing can be recorded any more
 * that comes before it; that is known by this clock, and events bear the time of the other.
 */
export class ClocksApart {
  /** By how much the other clock was ahead at the last event that was told as it came, and behind at the last two that we recorded. */
  #ahead = 0;
  #behind: readonly [number, number] = [0, 0];

  /** Takes note of an event that is told as it comes: it was recorded before it is told. */
  told(recorded: number, now: number): void {
    this.#ahead = Math.max(0, recorded - now);
  }

  /** Takes note of an event that we recorded: after we began to, unless it was sent before and nobody told us. Twice in a row it was not. */
  appended(recorded: number, begun: number): void {
    this.#behind = [this.#behind[1], Math.max(0, begun - recorded)];
  }

  /** Returns what is wrong with the clock of a server, in a sentence; null while nothing is. */
  problemOf(server: string): string | null {
    const behind = Math.min(...this.#behind);
    if (this.#ahead <= APART && behind <= APART) return null;
    const how = this.#ahead > APART ? `${seconds(this.#ahead)} ahead of` : `${seconds(behind)} behind`;
    return `The clock of ${server} is ${how} that of this machine, so that changes may be told too early. Set both clocks; the next event that is recorded here shows whether they agree, and so does a restart.`;
  }
}

const seconds = (milliseconds: number): string => `${Math.round(milliseconds / 1_000)} s`;
