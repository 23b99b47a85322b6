import { type ExactDay, lastDayOf, type MeasureId } from '@in-force/events';
import type { Known } from './known.js';
import type { Seen } from './visible.js';

/** A word that is open: what a party said it will do and has neither done nor broken. */
export interface Promised {
  readonly party: string;
  readonly speaker: string;
  readonly saidOn: string;
  readonly what: string;
  readonly due: string | null;
  readonly event: string;
}

/** The commitments about a measure that are open on a day. Region plays no part, and no status rests on one. */
export function promised(known: Known, measure: MeasureId, on: ExactDay): Promised[] {
  return known
    .about(measure, 'commitment')
    .flatMap((stream) => open(stream, measure, on))
    .sort((a, b) =>
      lastDayOf(a.saidOn) < lastDayOf(b.saidOn) ? -1 : lastDayOf(a.saidOn) > lastDayOf(b.saidOn) ? 1 : a.event < b.event ? -1 : 1,
    );
}

/** Open from the day it was public to the day before its fulfilment or breach was; narrowed, in its narrower form. */
function open(stream: readonly Seen[], measure: MeasureId, on: ExactDay): Promised[] {
  const public_ = stream.filter(({ publishedOn }) => lastDayOf(publishedOn) <= on);
  const made = public_.find((event) => event.type === 'commitment.made');
  if (!made || public_.some(({ type }) => type === 'commitment.fulfilled' || type === 'commitment.broken')) return [];
  const said = public_.findLast((event) => event.type === 'commitment.narrowed') ?? made;
  if (!said.data.about.includes(measure)) return [];
  const { party, speaker } = made.data;
  return [{ party, speaker, saidOn: made.publishedOn, what: said.data.text, due: said.data.due ?? null, event: said.id }];
}
