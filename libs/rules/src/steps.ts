/**
 * Work that is done in steps: between two of them whoever does it may let others have their turn, or give it up. A step is small: one
 * measure, one stream, one page. What is done at once is the same work without a pause.
 */
export type Steps<Result> = Generator<void, Result, void>;

/** Does all of a work at once. */
export function finish<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value as Result;
  }
}

/** Returns a work in steps as one that is done at once. */
export const atOnce =
  <Given extends unknown[], Result>(work: (...given: Given) => Steps<Result>): ((...given: Given) => Result) =>
  (...given) =>
    finish(work(...given));

/** Returns what is done at once as a work of one step. */
export function* inOneStep<Result>(work: () => Result): Steps<Result> {
  yield;
  return work();
}

/** Gathers what is found for each of many, one a step. */
export function* gather<One, Found>(all: Iterable<One>, find: (one: One) => readonly Found[]): Steps<Found[]> {
  const found: Found[] = [];
  for (const one of all) {
    for (const each of find(one)) found.push(each);
    yield;
  }
  return found;
}

/** How many are sorted, or merged, in one step. */
const RUN = 1_024;

/** Returns the same in order: sorted runs, merged two by two. Equals stay in their order. */
export function* sortInSteps<One>(all: readonly One[], compare: (a: One, b: One) => number): Steps<One[]> {
  let runs: One[][] = [];
  for (let at = 0; at < all.length; at += RUN) {
    runs.push(all.slice(at, at + RUN).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const merged: One[][] = [];
    for (let at = 0; at < runs.length; at += 2) merged.push(yield* merge(runs[at] as One[], runs[at + 1] ?? [], compare));
    runs = merged;
  }
  return runs[0] ?? [];
}

function* merge<One>(left: readonly One[], right: readonly One[], compare: (a: One, b: One) => number): Steps<One[]> {
  const merged: One[] = [];
  let [l, r] = [0, 0];
  while (l < left.length || r < right.length) {
    const takesLeft = r >= right.length || (l < left.length && compare(left[l] as One, right[r] as One) <= 0);
    merged.push((takesLeft ? left[l++] : right[r++]) as One);
    if (merged.length % RUN === 0) yield;
  }
  return merged;
}
