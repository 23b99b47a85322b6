/** An id, and its words and numbers in turn. */
export interface IdKey {
  readonly id: string;
  readonly parts: readonly (string | number)[];
}

export const idKey = (id: string): IdKey => ({
  id,
  parts: id.split(/(\d+)/).map((part, index) => (index % 2 === 1 ? Number(part) : part)),
});

/** Compares ids as people read them: numbers by value, so that 9/2025 comes before 18/2025. */
export const compareIds = (a: string, b: string): number => compareKeys(idKey(a), idKey(b));

export function compareKeys(a: IdKey, b: IdKey): number {
  for (let index = 0; index < Math.min(a.parts.length, b.parts.length); index++) {
    const [x, y] = [a.parts[index] as string | number, b.parts[index] as string | number];
    if (x !== y) return x < y ? -1 : 1;
  }
  return a.parts.length - b.parts.length || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
