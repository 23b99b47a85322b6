import type { Steps } from '@in-force/rules';

/** The most pieces that one step writes. */
const RUN = 512;

/** Returns pieces of text, one after another, as UTF-8. */
export function* writeBytes(pieces: readonly string[]): Steps<Buffer> {
  const runs: Buffer[] = [];
  for (let at = 0; at < pieces.length; at += RUN) {
    runs.push(Buffer.from(pieces.slice(at, at + RUN).join('')));
    yield;
  }
  const whole = Buffer.allocUnsafe(runs.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const run of runs) {
    end += run.copy(whole, end);
    yield;
  }
  return whole;
}
