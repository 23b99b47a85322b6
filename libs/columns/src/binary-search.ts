/**
 * Returns the index of the first number greater than `value` in the part of an ascending column from `start` to before `end`; `end` where
 * none is (an upper bound by binary search, O(log n)).
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
