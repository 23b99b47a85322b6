import type { Steps } from '@in-force/rules';

/** The least length of what is turned into bytes at once, in UTF-16 units. */
const RUN = 32 * 1024;

/** Returns pieces of text, one after another, as UTF-8: a piece, or the copy of a run of them, a step. */
export function* writeBytes(pieces: Iterable<string>): Steps<Buffer> {
  const runs: Buffer[] = [];
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length >= RUN) {
      runs.push(Buffer.from(text));
      text = '';
    }
    yield;
  }
  runs.push(Buffer.from(text));
  const whole = Buffer.allocUnsafe(runs.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const run of runs) {
    end += run.copy(whole, end);
    yield;
  }
  return whole;
}
