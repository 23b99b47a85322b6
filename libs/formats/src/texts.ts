import { spoilt } from '@in-force/events';
import { grouped, MOST } from './bounds.js';

/** Something wrong at a place in a file: the keys that lead there. */
export interface PlacedProblem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Returns the first list or map of a value that is too long, or nested too deep, whatever the value is to be; null where there is none. */
export function excessIn(value: unknown, path: readonly PropertyKey[] = []): PlacedProblem | null {
  if (typeof value !== 'object' || value === null) return null;
  if (path.length > MOST.depth) return { path: path.slice(0, 1), message: `It is nested more than ${MOST.depth} deep.` };
  const inside = Object.entries(value);
  const most = !Array.isArray(value) ? MOST.keys : NAMES_MEASURES.test(String(path.at(-1))) ? MOST.measures : MOST.list;
  if (inside.length > most)
    return {
      path,
      message: `${path.join('.') || 'entry'}: must hold ${grouped(most)} at the most, and holds ${grouped(inside.length)}. Divide it.`,
    };
  for (const [key, one] of inside) {
    const found = typeof one === 'object' ? excessIn(one, [...path, Array.isArray(value) ? Number(key) : key]) : null;
    if (found) return found;
  }
  return null;
}

/** Returns the texts of a value that may not be recorded as they stand, whatever the value is to be. */
export function spoiltTexts(value: unknown, path: readonly PropertyKey[] = []): PlacedProblem[] {
  if (typeof value === 'string') {
    const why = spoilt(value);
    return why === null ? [] : [{ path, message: `${path.join('.') || 'text'}: ${why}.` }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => spoiltTexts(one, [...path, Array.isArray(value) ? Number(key) : key]));
}

/** The fields that name measures. */
const NAMES_MEASURES = /^(?:measures|about)$/;
