import { type Draft, isMending, lastDayOf } from '@in-force/events';
import { appliesFrom } from '@in-force/rules';
import type { Act } from './engine.js';

/** What must come first where two acts were published on the same day: what begins a subject, and last what mends the record. */
const BEGINS: readonly string[] = ['measure.announced', 'negotiation.opened', 'commitment.made', 'statement.made', 'facilitation.opened'];

function rank({ draft }: Act): number {
  const { type } = draft;
  if (BEGINS.includes(type)) return 0;
  if (isMending(draft)) return 3;
  return type === 'measure.suspension-extended' ? 2 : 1;
}

/** Acts in order of publication; one that needs another of its stream follows it, even if that one was published later. */
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
  return afterTheirNeeds(keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ act }) => act));
}

const later = (a: string | undefined, b: string): string => (a === undefined || a < b ? b : a);

/** Draws forward what an act needs: the event it names, and before a new beginning the retraction of the old one. */
function afterTheirNeeds<A extends Act>(acts: readonly A[]): A[] {
  const byId = new Map(acts.map((act) => [act.draft.id, act]));
  const retractions = acts.filter(({ draft }) => draft.type === 'record.retracted');
  const retracted = new Set(retractions.map(({ draft }) => referenceOf(draft)));
  const makesRoom = ({ draft }: A) => {
    const target = byId.get(referenceOf(draft) as string);
    return !target || rank(target) === 0;
  };
  const room = new Map<string, A[]>();
  for (const act of retractions.filter(makesRoom)) {
    const before = room.get(act.stream);
    if (before) before.push(act);
    else room.set(act.stream, [act]);
  }
  const needs = (act: A): readonly A[] => {
    const named = byId.get(referenceOf(act.draft) ?? '');
    if (named) return [named];
    return rank(act) === 0 && !retracted.has(act.draft.id) ? (room.get(act.stream) ?? []) : [];
  };
  const placed = new Set<A>();
  const ordered: A[] = [];
  for (const act of acts) {
    // The acts that wait for what they need, each with how many of its needs were looked at. No recursion: chains may be long.
    const waiting: { readonly act: A; readonly needs: readonly A[]; next: number }[] = [];
    const begin = (one: A): void => {
      if (placed.has(one)) return;
      placed.add(one); // before its needs: acts that name each other must not go round for ever
      waiting.push({ act: one, needs: needs(one), next: 0 });
    };
    begin(act);
    for (let last = waiting.at(-1); last; last = waiting.at(-1)) {
      const needed = last.needs[last.next++];
      if (needed) begin(needed);
      else ordered.push((waiting.pop() as typeof last).act);
    }
  }
  return ordered;
}

/** Returns the event that an act names, if it names one. */
function referenceOf(draft: Draft): string | undefined {
  if (isMending(draft)) return draft.data.event;
  return draft.type === 'measure.suspension-extended' ? draft.data.suspension : undefined;
}
