import {
  atOrBelow,
  commonItems,
  type ExactDay,
  itemOfLine,
  lastDayOf,
  type MeasureId,
  type Parts,
  type Region,
  type Scope,
} from '@in-force/events';
import { sorted, turningDays } from './change-days.js';
import { type Reading, unconfirmedChange } from './confirmation.js';
import { type AskedGoods, beyondGoods, covered, DUAL_USE, isOfDualUse, namedIn, namesDualUse, touchesItem } from './goods.js';
import { type Life, scopesOf, type Terms } from './life.js';
import {
  beyondRecorded,
  type Cell,
  classes,
  classesBy,
  inPart,
  type Meeting,
  meetCountries,
  type Part,
  type Piece,
  type Reach,
  scopeCountries,
  toldApart,
  touchesCountry,
} from './parts.js';
import { remember } from './remember.js';
import { onDay, statusByTexts } from './status.js';

/** The part of a view that frames read: an issuer's measures. */
export interface Issued extends Reading {
  measuresOf(issuer: Region): readonly { readonly id: MeasureId; readonly life: Life }[];
}

/** Returns whether a measure ever listed anything of some goods. */
export const lists = (life: Life, goods: AskedGoods): boolean =>
  scopesOf(life).some((scope) =>
    namedIn(scope).some((listed) => listed !== DUAL_USE && goods.items.some((item) => commonItems(item, listed).length > 0)),
  );

/**
 * The content of `dual-use`: on a day and for a country, the items of the issuer's licensing requirements that are in force there by the
 * texts. Worked out once a day and question, however many measures name `dual-use`.
 */
export class Frames {
  readonly #licences = new Map<string, readonly { readonly id: MeasureId; readonly life: Life }[]>();
  readonly #listed = new Map<string, boolean>();
  readonly #pieces = new Map<string, readonly Piece[]>();
  readonly #meetings = new Map<string, Meeting>();
  readonly #days = new Map<string, readonly ExactDay[]>();

  constructor(private readonly record: Issued) {}

  /** Returns the days on which what `dual-use` of an issuer contains of some goods may change. */
  days = (issuer: Region, { goods, region }: Reach): readonly ExactDay[] =>
    goods === null
      ? []
      : remember(this.#days, `${issuer} ${goods.key} ${region}`, () =>
          sorted(this.#licencesOf(issuer, goods).flatMap(({ life }) => turningDays(life, region))),
        );

  /** Returns where a question about goods meets a measure that names `dual-use`. */
  meet = (life: Life, { scope }: Terms, day: ExactDay, reach: Reach): Meeting => {
    if (toldApart(life).length > 0 || namedIn(scope).length > 1) return this.#meet(life, scope, day, reach);
    const { issuer } = life.announced.data;
    const words = [issuer, day, reach.goods?.key, reach.region, scope.regions, scope.except, scope.inPart].join(' ');
    return remember(this.#meetings, words, () => this.#meet(life, scope, day, reach));
  };

  #meet(life: Life, scope: Scope, day: ExactDay, { goods, region }: Reach): Meeting {
    const asked = goods as AskedGoods;
    const { issuer, kind } = life.announced.data;
    const told = toldApart(life);
    const met = meetCountries(scope, day, issuer, region);
    const listed = { items: scope.items === 'all' ? scope.items : scope.items.filter((line) => itemOfLine(line) !== DUAL_USE) };
    const own = new Set(covered(listed, kind, asked));
    const pieces = this.#piecesOf(issuer, day, asked).filter(({ countries }) =>
      [...met.countries].some((country) => countries.has(country)),
    );
    const groups = classesBy(met.countries, (country) =>
      [...told.map((parts) => touchesCountry(parts, country, day, issuer)), ...pieces.map(({ countries }) => countries.has(country))]
        .map(Number)
        .join(''),
    );
    const parts: Part[] = [];
    const cells: Cell[] = [];
    const countries = new Set<string>();
    let beyond = false;
    for (const group of groups) {
      const [country] = group as [string];
      const here = pieces.filter((piece) => piece.countries.has(country));
      const items = itemsIn(own, here, told);
      for (const { members, through } of items) {
        parts.push({ country, item: members[0] as string, through });
        cells.push({ countries: group, items: members });
      }
      if (items.length > 0) for (const one of group) countries.add(one);
      const all = new Set([...own, ...here.flatMap((piece) => piece.items)]);
      const whole = asked.items.every((item) => [...atOrBelow(item)].every((below) => all.has(below)));
      beyond ||= !whole || (asked.code !== null && beyondGoods(listed, asked) && !here.some((piece) => piece.whole));
    }
    return {
      countries,
      asked: met.asked,
      parts,
      cells: () => cells,
      beyond: beyond || countries.size < met.asked.size,
      unrecorded:
        parts.length === 0 &&
        ((met.countries.size === 0 && beyondRecorded(scope, met.asked, day, issuer)) ||
          (inPart(scope, 'items') && !this.#isListed(issuer, asked))),
    };
  }

  /**
   * Returns the licensing requirements of an issuer that ever listed anything of some goods, none of those that name `dual-use` themselves.
   */
  #licencesOf(issuer: Region, goods: AskedGoods) {
    return remember(this.#licences, `${issuer} ${goods.key}`, () =>
      this.record.measuresOf(issuer).filter(({ life }) => life.announced.data.kind === 'export-licence' && lists(life, goods)),
    );
  }

  /** Returns whether any recorded control of an issuer names some goods. */
  #isListed(issuer: Region, goods: AskedGoods): boolean {
    return remember(this.#listed, `${issuer} ${goods.key}`, () => this.record.measuresOf(issuer).some(({ life }) => lists(life, goods)));
  }

  #piecesOf(issuer: Region, day: ExactDay, goods: AskedGoods): readonly Piece[] {
    return remember(this.#pieces, `${issuer} ${day} ${goods.key}`, () =>
      this.#licencesOf(issuer, goods).flatMap(({ id, life }) => this.#piecesIn(id, life, day, goods)),
    );
  }

  /** Returns what of some goods a licensing requirement has in force on a day, class by class of what acts tell apart in it. */
  #piecesIn(measure: MeasureId, life: Life, day: ExactDay, goods: AskedGoods): Piece[] {
    const { issuer, kind, knownThroughLaterAct } = life.announced.data;
    const texts = onDay(life, day);
    const { scope } = texts.terms;
    if (namesDualUse(scope) || !isOfDualUse(kind, scope) || (knownThroughLaterAct && day < lastDayOf(life.announced.publishedOn)))
      return [];
    const told = toldApart(life);
    const whole = !beyondGoods(scope, goods);
    const countries = classes(scopeCountries(scope, day, issuer), told, (parts, country) => touchesCountry(parts, country, day, issuer));
    const items = classes(
      covered(scope, kind, goods),
      told.filter((parts) => parts.items),
      touchesItem,
    );
    return countries.flatMap((some) =>
      items.flatMap((members): Piece[] => {
        const part: Part = { country: some[0] as string, item: members[0] as string, through: null };
        if (statusByTexts(texts, part) !== 'in-force') return [];
        return [{ measure, countries: new Set(some), items: members, whole, unconfirmed: unconfirmedChange(this.record, texts, part) }];
      }),
    );
  }
}

/**
 * Returns the items of one group of countries, by what acts on the measure tell apart, and by which other measures make them `dual-use`.
 */
function itemsIn(own: ReadonlySet<string>, pieces: readonly Piece[], told: readonly Parts[]) {
  const through = new Map<string, number[] | null>([...own].map((item) => [item, null]));
  for (const [at, { items }] of pieces.entries())
    for (const item of items) {
      const before = through.get(item);
      if (before === undefined) through.set(item, [at]);
      else before?.push(at);
    }
  const byItem = told.filter(({ items }) => items);
  return classesBy(
    through.keys(),
    (item) =>
      `${byItem
        .map((parts) => touchesItem(parts, item))
        .map(Number)
        .join('')} ${through.get(item)?.join() ?? '-'}`,
  ).map((members) => ({ members, through: through.get(members[0] as string)?.map((at) => pieces[at] as Piece) ?? null }));
}
