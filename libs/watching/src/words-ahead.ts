import { appointed, type Question, spellLead, type TimelineEntry } from '@in-force/answers';
import { addDays, type ExactDay, type Recorded } from '@in-force/events';
import { dayAt, type RecordView } from '@in-force/rules';
import type { Change } from './change.js';
import type { NamedDays } from './named-days.js';

/** A date that is words alone, as it is told ahead: without its place. */
export type WordsAhead = Omit<Change, 'place' | 'at'>;

/** The dates of words that are told ahead. */
const TOLD: ReadonlySet<string> = new Set(['commitment-due', 'lasting', 'round']);

/** Returns what words in a stream name for a day. */
const entriesOn = (view: RecordView, question: Question, stream: string, due: ExactDay): readonly TimelineEntry[] =>
  appointed(view, question, due, due, 'all', [stream]).filter(({ on, what }) => on === due && TOLD.has(what));

/** Returns the dates that words in a stream name for a day. */
export const nearWords = (view: RecordView, question: Question, stream: string, due: ExactDay, lead: number): readonly WordsAhead[] =>
  entriesOn(view, question, stream, due).map((entry) => wordsAhead(view, entry, due, lead));

/**
 * Returns the dates of words that are near at a moment, each by the time ahead that has passed last; with a view of the record before some
 * events, those alone that these events brought near.
 */
export function wordsNear(
  view: RecordView,
  days: NamedDays,
  question: Question,
  moment: number,
  before: RecordView | null = null,
  events: readonly Recorded[] = [],
): readonly WordsAhead[] {
  const [longest = 0] = question.lead;
  if (!question.words || longest === 0) return [];
  const streams = new Set(events.map(({ stream }) => stream));
  const first = dayAt(moment, 'world');
  return days.between(addDays(first, -1), addDays(first, longest + 1)).flatMap((due) =>
    days.wordsOn(due).flatMap(({ stream, party }): WordsAhead[] => {
      const today = dayAt(moment, party);
      const lead = question.lead.findLast((ahead) => due <= addDays(today, ahead));
      if (lead === undefined || due <= today || (before !== null && !streams.has(stream))) return [];
      const known = new Set(before === null ? [] : entriesOn(before, question, stream, due).map(nameOf));
      return entriesOn(view, question, stream, due)
        .filter((entry) => !known.has(nameOf(entry)))
        .map((entry) => wordsAhead(view, entry, due, lead));
    }),
  );
}

const nameOf = ({ what, on }: TimelineEntry): string => `${what} ${on}`;

const wordsAhead = (view: RecordView, entry: TimelineEntry, due: ExactDay, lead: number): WordsAhead => ({
  on: null,
  cause: 'ahead',
  position: String(view.clocks.position),
  measure: null,
  measures: entry.measures,
  title: null,
  before: null,
  after: null,
  became: null,
  due,
  lead: spellLead(lead),
  what: entry.what as Change['what'],
  text: entry.text,
  events: entry.event === null ? [] : [entry.event],
});
