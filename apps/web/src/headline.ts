import type { Question } from '@in-force/answers';
import type { Tally } from './change-days.js';
import { itemName } from './items.js';
import type { Texts } from './text.js';

/** Returns whether a day is over, today, or ahead. */
export const tenseOn = (on: string, today: string): 'past' | 'now' | 'ahead' => (on < today ? 'past' : on === today ? 'now' : 'ahead');

/** Returns the answer to a question about controls in one sentence. */
export function headline(texts: Texts, question: Question, tally: Tally, today: string): string {
  const { on } = question;
  const tense = tenseOn(on, today);
  const { inForce, limited, suspended, unconfirmed } = tally;
  const whole = [
    ...(inForce > 0 || suspended + unconfirmed === 0 ? [inForceClause(texts, question, inForce, tense)] : []),
    ...(suspended > 0 ? [texts.count(`today.suspended.${tense}`, suspended)] : []),
    ...(unconfirmed > 0 ? [texts.count(`today.unconfirmed.${tense}`, unconfirmed)] : []),
  ];
  const opening = inForce > 0 || suspended + unconfirmed === 0 ? [] : [inForceClause(texts, question, 0, tense)];
  const sentence = texts.say('today.headline', { day: texts.day(on), clauses: texts.row([...opening, ...whole]) });
  return limited > 0 ? `${sentence} ${texts.count(`today.limited.${tense}`, limited)}` : sentence;
}

function inForceClause(texts: Texts, question: Question, count: number, tense: string): string {
  const key = count === 0 ? `today.none.${tense}` : `today.in-force.${tense}`;
  return texts.count(key, count, { item: onWhat(texts, question), where: forWhom(texts, question) });
}

/** Returns the goods that a question is about: ` on dysprosium`. */
export const onWhat = (texts: Texts, { item }: Pick<Question, 'item'>): string =>
  item ? texts.say('asked.item', { item: itemName(item) }) : '';

/** Returns for whom, as read and known by whom: ` for the European Union, as known on 5 November 2025`. */
export function forWhom(texts: Texts, { region, reading, knownOn }: Pick<Question, 'region' | 'reading' | 'knownOn'>): string {
  return [
    region && texts.say('asked.region', { place: region === 'world' ? texts.say('place.everywhere') : texts.placed(region) }),
    reading && texts.say('asked.reading', { party: texts.placed(reading) }),
    knownOn && texts.say('asked.knownOn', { day: texts.day(knownOn) }),
  ]
    .filter(Boolean)
    .join('');
}
