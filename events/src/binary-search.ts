/**
 * Returns the first of the whole numbers from `start` to before `end` that does not pass a test which all numbers before it pass, and none
 * from it on; `end` where all pass (a partition point by binary search, O(log n) tests).
 */
export function partitionPoint(start: number, end: number, isBefore: (index: number) => boolean): number {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Returns the index of the first number greater than `value` in a part of an ascending column; `end` where none is (an upper bound). A loop
 * of its own, over typed arrays alone: each question searches so in every segment.
 */
export function firstAfter(column: Int32Array | Float64Array, value: number, start = 0, end: number = column.length): number {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((column[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
