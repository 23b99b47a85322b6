import { lastDayOf } from '@in-force/events';
import { appliesFrom } from '@in-force/timeline';
import type { Act } from './engine.js';

/** What must come first where two acts were published on the same day: what begins a subject, and last what mends the record. */
const BEGINS: readonly string[] = ['measure.announced', 'negotiation.opened', 'commitment.made', 'statement.made', 'facilitation.opened'];
const MENDS: readonly string[] = ['record.corrected', 'record.retracted'];

function rank({ draft: { type } }: Act): number {
  if (BEGINS.includes(type)) return 0;
  if (MENDS.includes(type)) return 3;
  return type === 'measure.suspension-extended' ? 2 : 1;
}

/** Acts in order of publication; one that needs another of its stream follows it, were that one published later. */
export function inOrderOfPublication<A extends Act>(acts: readonly A[]): A[] {
  const needed = new Map<string, string[]>();
  for (const act of acts) {
    const days = needed.get(act.stream) ?? [];
    const day = lastDayOf(act.draft.publishedOn);
    for (let above = rank(act) + 1; above <= 3; above++) if (rank(act) === 0 || above > 1) days[above] = later(days[above], day);
    needed.set(act.stream, days);
  }
  const keyed = acts.map((act) => ({
    act,
    key: [
      later(needed.get(act.stream)?.[rank(act)], lastDayOf(act.draft.publishedOn)),
      String(rank(act)),
      appliesFrom(act.draft),
      act.draft.id,
    ].join(' '),
  }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ act }) => act);
}

const later = (a: string | undefined, b: string): string => (a === undefined || a < b ? b : a);
