interface Kept<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: NoInfer<Value>): unknown;
}

/** The values of a kind that are kept, at the most, so that one pair of clocks does not hold the whole record. */
const KEPT = 2_000;

/** Returns what is kept under a key, made where it is not. A map that is full is emptied first. */
export function remember<Key, Value>(map: Kept<Key, Value>, key: Key, make: () => Value): Value {
  const kept = map.get(key);
  if (kept !== undefined) return kept;
  if (map instanceof Map && map.size >= KEPT) map.clear();
  const made = make();
  map.set(key, made);
  return made;
}
