import { type Arrangement, daysInWords, inWords, place, row } from '@in-force/answers';
import type { Sealed } from '@in-force/engine';
import { rowsOf, type ShownList } from './shown-list.js';
import { type Head, tableFor } from './table.js';
import { type Terminal, widthOf } from './terminal.js';
import { count, painter, wrap } from './text.js';

type Promised = Arrangement['commitments'][number];

/** What an act did to measures, in short: `announced -> suspended (5), in-force -> suspended (2)`. */
function changesIn(touched: Promised['touched']): string {
  const counts = new Map<string, number>();
  for (const { before, after } of touched) counts.set(`${before} -> ${after}`, (counts.get(`${before} -> ${after}`) ?? 0) + 1);
  return [...counts].map(([change, number]) => `${change} (${number})`).join(', ') || '-';
}

const kept = ({ fulfilled, broken }: Promised): string => (fulfilled ?? broken)?.act ?? '-';

/** Rounds, each with what was promised there, the act that kept it, and what that did to the measures that it touched. */
export const ARRANGEMENTS: ShownList = {
  summary: 'rounds and what was promised there, with the acts that kept it',
  description:
    'Lists rounds of talks at which something was promised: each promise, the act that kept it, the days from word to act, and what the act did to measures. With an id: one round, measure by measure.',
  examples: ['', '--party EU', 'us-cn-2025-10-kuala-lumpur --on 2025-11-20'],
  thing: 'arrangement',
  head: { cells: ['said', 'party', 'standing', 'days', 'act'], title: 'promise', narrow: [4] },
  rows: (entry) => {
    const { id, title, commitments } = entry as unknown as Arrangement;
    return commitments.map((promise, index) => {
      const { saidOn, party, standing, ageDays, text, touched } = promise;
      const did = touched.length > 0 ? ` Measures: ${changesIn(touched)}.` : '';
      return [[saidOn, party, standing, ageDays, kept(promise)], `${text}${did}`, index === 0 ? `${title} (${id})` : undefined] as const;
    });
  },
};

const TOUCHED: Head = { cells: ['measure', 'from', 'before', 'after'], title: 'title', narrow: [0] };

/** One round: who met, what came of it, and of each promise the act that kept it and the measures that this touched, before and after. */
export function arrangementText(round: Arrangement & Sealed, terminal: Terminal): string {
  const width = widthOf(terminal);
  const paint = painter(terminal);
  const { title, place: venue, from, through, parties, outcome, commitments, cite } = round;
  const met = [venue && `In ${venue}`, daysInWords(from, through), row(parties.map((party) => place(party)))];
  const promises = commitments.flatMap((promise) => {
    const rows = promise.touched.map(({ measure, from, before, after, title }) => [[measure, from, before, after], title] as const);
    return [
      '',
      ...wrap(sentence(promise), width).map((line) => paint('bold', line)),
      ...(rows.length > 0 ? [tableFor(terminal, TOUCHED, rowsOf(rows))] : []),
    ];
  });
  return `${[
    ...wrap(title, width).map((line) => paint('bold', line)),
    ...wrap(`${met.filter(Boolean).join('; ')}.${outcome ? ` Outcome: ${outcome.replace(/\.$/, '')}.` : ''}`, width),
    ...promises,
    '',
    ...wrap(`${count(commitments.length, 'promise')}.`, width),
    paint('dim', `Cite: ${cite}`),
  ].join('\n')}\n`;
}

/** A promise, and what came of it: `CN, 30 October 2025: … Kept after 8 days by MOFCOM Announcement 70/2025.` */
function sentence({ party, speaker, saidOn, text, standing, ageDays, fulfilled, fulfilledBy, broken }: Promised): string {
  const act = fulfilledBy?.instrument?.title ?? (fulfilled ?? broken)?.act;
  const became = act
    ? `${fulfilled ? 'Kept' : 'Broken'} after ${count(ageDays, 'day')} by ${act}.`
    : `${standing}, after ${count(ageDays, 'day')}.`;
  return `${[speaker, place(party)].join(', ')}, ${inWords(saidOn)}: ${text} ${became}`;
}
