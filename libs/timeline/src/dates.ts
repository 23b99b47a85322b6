import { addDays, dayAfter, type ExactDay, idOf, streamOf } from '@in-force/events';
import { Known } from './known.js';
import type { Question } from './question.js';
import { appointed, dates, type TimelineEntry, type Turn, turns } from './timeline.js';

/** A date for a calendar program: it keeps its name while the event that set it does, and is cancelled when another moved it. */
export interface DatedEntry {
  readonly uid: string;
  readonly sequence: number;
  readonly stamp: string;
  readonly on: ExactDay;
  readonly summary: string;
  readonly description: string;
  readonly link: string | null;
  readonly cancelled: boolean;
}

/** The dates about to arrive, and those that arrived no more because of what was recorded since. */
export function datesFor(known: Known, question: Question): DatedEntry[] {
  const from = dayAfter(question.on);
  const to = addDays(question.on, question.days);
  const now = dates(known, question, from, to).map((entry) => dated(known, entry, false));
  const names = new Set(now.map(({ uid }) => uid));
  // Each state that a stream was in before its last event: what it named then and names no more was moved, kept or taken back.
  const moved = (['measure', 'commitment', 'facilitation'] as const).flatMap((subject) =>
    known.facts.streams(subject).flatMap((stream) => {
      const recorded = known.facts.stream(stream).filter(({ position }) => position <= known.clocks.position);
      return recorded.slice(0, -1).flatMap(({ position }) => {
        const before = new Known(known.facts, { ...known.clocks, position });
        const then = subject === 'measure' ? turns(before, { ...question, measure: idOf(stream) }, from, to) : appointed(before, question);
        const inSpan = then.filter(
          ({ on, event }) => from <= on && on <= to && (subject === 'measure' || recorded.some(({ id }) => id === event)),
        );
        return inSpan.map((entry) => dated(known, entry, true));
      });
    }),
  );
  const cancelled = new Map(moved.filter(({ uid }) => !names.has(uid)).map((entry) => [entry.uid, entry]));
  return [...now, ...cancelled.values()].sort((a, b) => (`${a.on} ${a.uid}` < `${b.on} ${b.uid}` ? -1 : 1));
}

function dated({ facts, clocks }: Known, { on, what, measures, event, text, source }: TimelineEntry, cancelled: boolean): DatedEntry {
  const turned = OF_MEASURES.has(what);
  const [measure] = measures;
  const stream = turned && measure ? streamOf('measure', measure) : facts.streamOf(event ?? '');
  const recorded = facts.stream(stream ?? '').filter(({ position }) => position <= clocks.position);
  return {
    uid: `${[what, turned ? measure : '', event ?? on].filter(Boolean).join('.')}@in-force`,
    sequence: recorded.length,
    stamp: recorded.at(-1)?.recordedAt ?? `${on}T00:00:00.000Z`,
    on,
    summary: measure ? `${measure}: ${what.replaceAll('-', ' ')}` : text,
    description: source ? `${text} Source: ${source.publisher}${source.url ? `, ${source.url}` : ''}.` : text,
    link: measure ? `/v1/measures/${measure}?on=${on}` : null,
    cancelled,
  };
}

const OF_MEASURES: ReadonlySet<string> = new Set<Turn>([
  'starts',
  'suspension-starts',
  'suspension-ends',
  'expires',
  'is-revoked',
  'reach-changes',
]);
