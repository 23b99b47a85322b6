import type { MeasureId } from '@in-force/events';
import {
  type Assessed,
  asTold,
  bestSource,
  calendarChanges,
  checkedThrough,
  confirmingAct,
  type RecordView,
  reasons,
  type Seen,
  type State,
  suspendedBy,
} from '@in-force/rules';
import type { Step } from './answer.schema.js';
import { sentence, sentenceOf } from './happened.js';
import type { Question } from './question.js';
import { byAct, dueInWords } from './status-in-words.js';
import { tenseOf } from './tense.js';
import { daysInWords, inWords, itemsInWords, place, regionsInWords, thing } from './wording.js';

/**
 * Returns the rows of the table of docs/language.md, "The status of a measure", in the order in which they were asked; each names its acts.
 */
export function derivation(known: RecordView, assessed: Assessed, question: Question): Step[] {
  const { on } = question;
  const { terms, states } = assessed;
  const behind = reasons(known, assessed, on).toSorted(asTold);
  const of = (...types: Seen['type'][]) =>
    behind.filter(({ type }) => types.includes(type)).map((event) => told(known, event, assessed.id));
  const scope: Step = { rule: 'scope', text: scopeText(known, assessed, question), events: of('measure.announced', 'measure.amended') };
  if (states.length === 0) return [scope];
  const { ended } = assessed.texts;
  if (ended)
    return [
      scope,
      {
        rule: 'end',
        text: `It had ended: ${inWords(ended.on)} was the first day without it, ${ended.byCalendar ? 'by its own terms, set ' : ''}${byAct(known, ended.by)}.`,
        events: [told(known, ended.by, assessed.id)],
      },
      ...confirmation(known, assessed),
    ];
  const steps: Step[] = [scope, { rule: 'end', text: `Nothing had ended it by ${inWords(on)}.`, events: [] }];
  for (const state of states) steps.push(suspension(known, assessed, state, on, of('measure.resumed')));
  const started = terms.start !== null && terms.start <= on;
  steps.push({
    rule: 'start',
    text: terms.firstDay
      ? `Its first day, ${inWords(terms.firstDay)}, ${started ? 'had come' : tenseOf(known, on) === 'past' ? 'was still ahead' : 'is still ahead'}; it was set ${byAct(known, terms.startBy)}.`
      : started
        ? `It is known only through a later act and had started before it: ${sentence(known, terms.startBy)}`
        : `Its first day is not fixed, which counts as ahead; it was announced ${byAct(known, terms.startBy)}.`,
    events: [told(known, terms.startBy, assessed.id)],
  });
  if (new Set(states.map(({ text }) => text)).size > 1)
    steps.push({
      rule: 'parts',
      text: `Its parts have different statuses (${[...new Set(states.map(({ text }) => text))].join(', ')}); the first in order gives the whole its own.`,
      events: [],
    });
  return [...steps, ...confirmation(known, assessed)];
}

/** Returns what it bears on, by which act, and whether that meets what was asked. */
function scopeText(known: RecordView, { life, terms, states, meeting }: Assessed, { region, on }: Question): string {
  const { issuer } = life.announced.data;
  const [bears, covers, meets] = tenseOf(known, on) === 'past' ? ['bore', 'covered', 'met'] : ['bears', 'covers', 'meets'];
  const amended = life.amendments.findLast(({ data }) => data.scope === terms.scope);
  const where = region === null ? '' : ` (${place(region, issuer)})`;
  const found =
    states.length > 0
      ? `that ${meets} what was asked${where}`
      : `what was asked${where} ${meeting.unrecorded ? 'lies outside what is recorded of it' : `lies outside its ${meeting.countries.size === 0 ? 'regions' : 'items'}`}`;
  return `It ${bears} on ${regionsInWords(terms.scope, issuer)} and ${covers} ${itemsInWords(terms.scope)}, ${byAct(known, amended ?? life.announced)}; ${found}.`;
}

function suspension(known: RecordView, { id, life, states }: Assessed, { part }: State, on: string, resumed: Step['events']): Step {
  const stop = suspendedBy(life, part, on);
  const item = /^[*-]$/.test(part.item) ? '' : `, ${thing(part.item)}`;
  const named = states.length > 1 ? ` (${place(part.country)}${item})` : '';
  if (!stop) return { rule: 'suspension', text: `No suspension covers the day${named}.`, events: resumed };
  return {
    rule: 'suspension',
    text: `A suspension covers the day${named}, ${daysInWords(stop.from, stop.through)}, ${byAct(known, stop.event)}.`,
    events: [told(known, stop.event, id)],
  };
}

/** Returns what rests on the calendar, and whether anybody looked since. */
function confirmation(known: RecordView, { id, life, texts, carriers }: Assessed): Step[] {
  const changes = new Map(
    carriers
      .flatMap(({ part, unconfirmed }) => [...calendarChanges(texts, part), ...(unconfirmed ? [unconfirmed] : [])])
      .map((change) => [`${change.by.stream} ${change.change} ${change.on}`, change]),
  );
  const checked = checkedThrough(known, life);
  const issuer = place(life.announced.data.issuer);
  return [...changes.values()].map((change) => {
    const act = change.by.stream === life.announced.stream ? confirmingAct(life, change) : undefined;
    const looked = checked
      ? `the publications of ${issuer} were last read through ${inWords(checked)}`
      : `nobody has recorded a look at the publications of ${issuer}`;
    const rests = `That rests on the calendar alone: ${dueInWords(known, change, id)}`;
    return {
      rule: 'confirmation' as const,
      text: act
        ? `${rests}; what was published since, ${byAct(known, act)}, confirms it.`
        : `${rests}; ${looked}${checked !== null && checked >= change.on ? ', which confirms it' : ''}.`,
      events: [told(known, act ?? change.by, id)],
    };
  });
}

const told = (known: RecordView, event: Seen, measure: MeasureId): Step['events'][number] => ({
  event: event.id,
  text: sentenceOf(known, event, measure),
  source: bestSource(known, event),
});
