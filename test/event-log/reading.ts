import { type Hash, MerkleTree } from '@in-force/event-log';
import type { Place } from '@in-force/events';

/** Everything an iterable yields. */
export async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of source) found.push(item);
  return found;
}

/** The first `count` of what an iterable yields; waits until there are so many. */
export async function take<T>(source: AsyncIterable<T>, count: number): Promise<T[]> {
  const found: T[] = [];
  if (count === 0) return found;
  for await (const item of source) if (found.push(item) === count) break;
  return found;
}

export const ids = (events: readonly { id: string }[]): string[] => events.map(({ id }) => id);
export const positions = (events: readonly Pick<Place, 'position'>[]): number[] => events.map(({ position }) => position);

/** The tree head over events. */
export function headOf(events: readonly Pick<Place, 'leaf'>[]): Hash {
  const tree = new MerkleTree();
  for (const { leaf } of events) tree.add(leaf);
  return tree.head();
}

/** 1, 2, … count */
export const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** A clock that shows the given instants one after the other, and stays at the last. */
export function clockShowing(...instants: [string, ...string[]]): () => string {
  let next = 0;
  return () => instants[Math.min(next++, instants.length - 1)] ?? instants[0];
}

export const NOON = '2026-11-23T12:00:00.000Z';

export const later = (milliseconds: number): string => new Date(Date.parse(NOON) + milliseconds).toISOString();
