import { addDays, type ExactDay, ITEMS, lastDayOf, type Parts, type Region } from '@in-force/events';
import { turningDays } from './calendar.js';
import { confirmingAct } from './confirmation.js';
import { type Life, terms } from './life.js';
import { goodsOf, scopeCountries, touchesCountry, touchesItem } from './parts.js';
import { calendarChanges, statusByTexts, type TextStatus } from './status.js';

/** A day as a number that orders as days do: 20251120. */
export type DayNumber = number;

export const dayNumber = (day: ExactDay): DayNumber => Number(`${day.slice(0, 4)}${day.slice(5, 7)}${day.slice(8, 10)}`);

/** The day that a number stands for; null before every day, and after. */
export const dayOf = (number: DayNumber): ExactDay | null =>
  number <= 0 || number >= NEVER
    ? null
    : String(number)
        .padStart(8, '0')
        .replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');

/** After every day. */
const NEVER: DayNumber = 99_999_999;

/** Days on which some countries and some goods of a measure have one status by the texts. */
export interface Span {
  readonly from: DayNumber;
  /** The first day without it. */
  readonly to: DayNumber;
  readonly countries: readonly string[];
  readonly issuer: Region;
  /** Who made the publications in which a change would stand; null where the act does not say. */
  readonly body: string | null;
  readonly goods: Goods;
  /** The class of goods, as a bit. */
  readonly part: number;
  readonly status: TextStatus;
  /** The day of the latest change on which it rests that only the calendar made and no act confirms; 0 where there is none. */
  readonly turned: DayNumber;
}

/** Which classes of a measure's goods an item of the vocabulary meets, as bits; by the item's place in it. */
export interface Goods {
  readonly key: string;
  readonly classes: readonly string[];
  readonly met: Uint32Array;
  /** The classes that a question without an item meets. */
  readonly any: number;
}

/** More classes than bits would be more parts than any act ever told apart. */
const BITS = 31;

/** The place of each item in the vocabulary. */
export const PLACES: ReadonlyMap<string, number> = new Map(ITEMS.map(({ slug }, place) => [slug, place]));

/**
 * Every span of a measure. The texts name finitely many days, countries and goods, and nothing changes between them: so these
 * answer for every day, country and item, as the rules do one question at a time.
 */
export function spansOf(life: Life, shapes: Map<string, Goods>): Span[] {
  const { issuer } = life.announced.data;
  const body = life.announced.instrument?.body ?? null;
  const told = life.stops.flatMap(({ parts }) => (parts ? [parts] : []));
  const days = turningDays(life, null);
  const starts = [addDays(days[0] as ExactDay, -1), ...days];
  const spans: Span[] = [];
  for (const [index, day] of starts.entries()) {
    const from = index === 0 ? 0 : dayNumber(day);
    const next = starts[index + 1];
    const to = next === undefined ? NEVER : dayNumber(next);
    if (life.announced.data.knownThroughLaterAct && day < lastDayOf(life.announced.publishedOn)) continue;
    const { scope } = terms(life, day);
    const goods = shaped(goodsOf(scope, told), told, shapes);
    const groups = grouped(scopeCountries(scope, day, issuer), (country) =>
      signature(told, (part) => touchesCountry(part, country, day, issuer)),
    );
    for (const countries of groups)
      for (const [place, item] of goods.classes.entries()) {
        const part = { country: countries[0] as string, item };
        const status = statusByTexts(life, part, day);
        const turns = calendarChanges(life, part, day).filter((change) => !confirmingAct(life, change));
        const turned = Math.max(0, ...turns.map(({ on }) => dayNumber(on)));
        spans.push({ from, to, countries, issuer, body, goods, part: 1 << place, status, turned });
      }
  }
  return joined(spans);
}

const signature = (told: readonly Parts[], touched: (parts: Parts) => boolean): string =>
  told.map((parts) => (touched(parts) ? 1 : 0)).join('');

function grouped(things: Iterable<string>, by: (thing: string) => string): string[][] {
  const groups = new Map<string, string[]>();
  for (const thing of things) {
    const key = by(thing);
    const group = groups.get(key);
    if (group) group.push(thing);
    else groups.set(key, [thing]);
  }
  return [...groups.values()];
}

/** The classes of goods that acts tell apart, and which of them each item meets. The same for all measures of the same words. */
function shaped({ key, inside, asked }: ReturnType<typeof goodsOf>, told: readonly Parts[], shapes: Map<string, Goods>): Goods {
  const kept = shapes.get(key);
  if (kept) return kept;
  const bits = new Map<string, number>();
  const classes: string[] = [];
  const bit = (item: string): number => {
    const signed = signature(told, (parts) => touchesItem(parts, item));
    let found = bits.get(signed);
    if (found === undefined) {
      found = classes.length;
      if (found >= BITS) throw new Error(`A measure falls into more than ${BITS} parts.`);
      bits.set(signed, found);
      classes.push(item);
    }
    return 1 << found;
  };
  const bitsOf = (items: readonly string[]) => items.reduce((found, item) => found | bit(item), 0);
  const any = bitsOf(inside);
  const met = Uint32Array.from(ITEMS, ({ slug }) => bitsOf(asked(slug)));
  const goods = { key, classes, met, any };
  shapes.set(key, goods);
  return goods;
}

/** Joins spans that follow each other and say the same. */
function joined(spans: readonly Span[]): Span[] {
  const open = new Map<string, Span>();
  const done: Span[] = [];
  for (const span of spans) {
    const key = `${span.countries.join()} ${span.goods.key} ${span.part} ${span.status} ${span.turned}`;
    const before = open.get(key);
    if (before?.to === span.from) open.set(key, { ...before, to: span.to });
    else {
      if (before) done.push(before);
      open.set(key, span);
    }
  }
  return [...done, ...open.values()];
}
