import type { Source } from '@in-force/events';
import type { Assessed } from './assess.js';
import { reasons } from './because.js';
import { checkedThrough, confirmingAct } from './confirmation.js';
import { happened, inWords, itemsInWords, place, regionsInWords } from './describe.js';
import type { Known } from './known.js';
import type { Question } from './question.js';
import { calendarChanges, suspendedBy } from './status.js';
import type { Seen } from './visible.js';

/** One step from the record to a status: which rule, what it found, on which events it rests. */
export interface Step {
  readonly rule: 'scope' | 'end' | 'suspension' | 'start' | 'confirmation' | 'parts';
  readonly text: string;
  readonly events: readonly { readonly event: string; readonly text: string; readonly source: Source | null }[];
}

/** The rows of the table of LANGUAGE.md, "The status of a measure", in the order in which they were asked. */
export function derivation(known: Known, assessed: Assessed, { on, region }: Question): Step[] {
  const { life, terms, states, meeting } = assessed;
  const behind = reasons(known, assessed, on);
  const of = (...types: Seen['type'][]) => behind.filter(({ type }) => types.includes(type)).map(told);
  const where = `${region ? place(region) : 'whomever it covers'}`;
  const scope: Step = {
    rule: 'scope',
    text:
      states.length > 0
        ? `It bears on ${regionsInWords(terms.scope)} and covers ${itemsInWords(terms.scope)}; that meets what was asked (${where}).`
        : `It bears on ${regionsInWords(terms.scope)} and covers ${itemsInWords(terms.scope)}; ${meeting.unrecorded ? 'what was asked lies outside what is recorded of it' : 'that does not meet what was asked'} (${where}).`,
    events: of('measure.announced', 'measure.amended'),
  };
  if (states.length === 0) return [scope];
  const { ended } = assessed.texts;
  if (ended)
    return [
      scope,
      {
        rule: 'end',
        text: `It had ended: ${inWords(ended.on)} is the first day without it, by ${ended.byCalendar ? 'its own terms' : 'an act'}.`,
        events: [told(ended.by)],
      },
      ...confirmation(known, assessed),
    ];
  const steps: Step[] = [scope, { rule: 'end', text: `Nothing had ended it by ${inWords(on)}.`, events: [] }];
  for (const { part } of states) {
    const stop = suspendedBy(life, part, on);
    const named = states.length > 1 ? ` (${part.country}, ${part.item})` : '';
    steps.push({
      rule: 'suspension',
      text: stop
        ? `A suspension covers the day${named}, ${stop.through ? `through ${inWords(stop.through)}` : 'until further notice'}.`
        : `No suspension covers the day${named}.`,
      events: stop ? [told(stop.event)] : of('measure.resumed'),
    });
  }
  const started = terms.start !== null && terms.start <= on;
  steps.push({
    rule: 'start',
    text: terms.firstDay
      ? `Its first day, ${inWords(terms.firstDay)}, ${started ? 'had come' : 'is still ahead'}.`
      : started
        ? 'It is known only through a later act and had started before it.'
        : 'Its first day is not fixed, which counts as ahead.',
    events: [told(terms.startBy)],
  });
  if (new Set(states.map(({ text }) => text)).size > 1)
    steps.push({
      rule: 'parts',
      text: `Its parts have different statuses (${[...new Set(states.map(({ text }) => text))].join(', ')}); the first in order gives the whole its own.`,
      events: [],
    });
  return [...steps, ...confirmation(known, assessed)];
}

/** What rests on the calendar, and whether anybody looked since. */
function confirmation(known: Known, { life, texts, carriers }: Assessed): Step[] {
  const changes = new Map(
    carriers.flatMap(({ part }) => calendarChanges(texts, part)).map((change) => [`${change.change} ${change.on}`, change]),
  );
  const checked = checkedThrough(known, life);
  return [...changes.values()].map((change) => {
    const act = confirmingAct(life, change);
    const looked = checked ? `the issuer was last checked through ${inWords(checked)}` : 'nobody has recorded a check of the issuer';
    const rests = `That rests on a change that only the calendar made on ${inWords(change.on)}`;
    return {
      rule: 'confirmation' as const,
      text: act
        ? `${rests}; an act published since confirms it.`
        : `${rests}; ${looked}${checked !== null && checked >= change.on ? ', which confirms it' : ''}.`,
      events: act ? [told(act)] : [told(change.by)],
    };
  });
}

const told = (event: Seen): Step['events'][number] => ({ event: event.id, text: happened(event), source: event.sources[0] ?? null });
