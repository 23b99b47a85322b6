import { atOrBelow, COUNTRIES, countriesOf, type ExactDay, ITEMS, type MeasureId, type Region, WORLD_REGION } from '@in-force/events';
import { DUAL_USE, epochOf, ORDER, type PartStatus, remember } from '@in-force/rules';
import type { Facet, Facets, ReadView } from './facets.js';
import { addCommon, type CountrySet, type ItemClasses, meetsItem, placesIn, setOf } from './item-classes.js';
import { confirmed, facetOf, NONE, rankOf } from './scan.js';
import { OPEN, type Version } from './span-versions.js';
import { type BasicDay, basicDay } from './status-spans.js';
import type { VersionTable } from './version-table.js';

/** A span as it is told: `to` is the first day without it. */
export interface SpanAt {
  readonly id: MeasureId;
  readonly from: BasicDay;
  readonly to: BasicDay;
  readonly countries: readonly string[];
  /** The items of the vocabulary that it covers, and those of which it covers only some. */
  readonly items: readonly string[];
  readonly itemsMet: readonly string[];
  readonly status: PartStatus;
}

/** What a sweep asks: days in order, regions, the places of items (null for any), and the measures to pass over. */
export interface CountQuery {
  readonly days: readonly ExactDay[];
  readonly regions: readonly Region[];
  readonly items: readonly number[] | null;
  readonly without: ReadonlySet<MeasureId>;
}

/** Hears the status of a measure for a region on a day, and whether all countries and goods in scope have it. */
type Tell = (id: MeasureId, day: ExactDay, region: Region, status: PartStatus, whole: boolean) => void;

/** All measures, one after another: what each says over the days. */
export class FullScan {
  constructor(
    private readonly table: VersionTable,
    private readonly classes: ItemClasses,
    private readonly facets: Facets,
  ) {}

  /**
   * Tells of each measure, at some clocks, which status each region has on each day: the joint one, and whether it is that of all that was
   * asked. Days are in order.
   */
  countByDay(seeing: ReadView, { days, regions, items, without }: CountQuery, tell: Tell): void {
    const numbers = days.map(basicDay);
    const { from, to, set, goods, says } = this.table.rows.columns;
    const asked = new Map<string, CountrySet>();
    const countriesAsked = (region: Region, day: ExactDay, issuer: Region) => {
      const key = `${region} ${epochOf(day)} ${region === WORLD_REGION ? issuer : ''}`;
      return remember(asked, key, () => setOf(countriesOf(region, day, issuer)));
    };
    for (const [place, id] of this.table.measures.all.entries()) {
      if (without.has(id)) continue;
      const rows = [...this.#visibleRows(place, seeing)].filter(({ row }) => this.#meetsItems(goods[row] as number, items));
      for (const [at, day] of numbers.entries()) {
        const open = rows.filter(({ row }) => (from[row] as number) <= day && day < (to[row] as number));
        const [first] = open;
        if (!first) continue;
        const { issuer } = this.facets.all[facetOf(says[first.row] as number)] as Facet;
        for (const region of regions) {
          const words = countriesAsked(region, days[at] as ExactDay, issuer);
          let [best, differ] = [NONE, false];
          const covered = new Int32Array(words.length);
          for (const { row, rank } of open) {
            if (!addCommon(covered, this.classes.sets[set[row] as number] as CountrySet, words)) continue;
            differ ||= best !== NONE && rank !== best;
            best = Math.min(best, rank);
          }
          if (best !== NONE)
            tell(
              id,
              days[at] as ExactDay,
              region,
              ORDER[best] as PartStatus,
              !differ && covered.every((word, index) => word === words[index]),
            );
        }
      }
    }
  }

  /** Whether a class of goods meets any of these items; null for any goods. */
  #meetsItems(goods: number, items: readonly number[] | null): boolean {
    return items === null || items.some((item) => meetsItem(this.classes.classes[goods] as ItemClasses['classes'][number], item));
  }

  /** Every span of every measure at every pair of clocks, with the countries and items that it bears on, as numbers of the vocabulary. */
  *versions(): Generator<Version & { readonly measure: number }> {
    for (const measure of this.table.measures.all.keys())
      for (const row of this.table.rowsOf(measure)) yield { measure, ...this.table.version(row) };
  }

  /** The places of the countries in a set, and of the items that a class of goods meets. */
  countriesIn = (set: number): readonly number[] => placesIn(this.classes.sets[set] as Int32Array);
  itemsIn = (goods: number): readonly number[] => ITEMS.flatMap((_, item) => (this.#meetsItems(goods, [item]) ? [item] : []));

  /** How far the publications of each desk were read. */
  checkedThrough = (seeing: ReadView): Int32Array => this.facets.checkedThrough(seeing);

  /** Every span of every measure at some clocks: where, for what goods, and which status it has. */
  *spans(seeing: ReadView): Generator<SpanAt> {
    const { from, to, set, goods } = this.table.rows.columns;
    for (const [place, id] of this.table.measures.all.entries())
      for (const { row, rank } of this.#visibleRows(place, seeing)) {
        const countries = this.countriesIn(set[row] as number).map((country) => COUNTRIES[country] as string);
        const met = this.itemsIn(goods[row] as number).map((item) => (ITEMS[item] as (typeof ITEMS)[number]).slug);
        const all = new Set(met);
        const { namesDualUse } = (this.classes.classes[goods[row] as number] as ItemClasses['classes'][number]).goods;
        const items = met.filter((item) => (item === DUAL_USE ? namesDualUse : [...atOrBelow(item)].every((below) => all.has(below))));
        const itemsMet = met.filter((item) => !items.includes(item));
        yield { id, from: from[row] as number, to: to[row] as number, countries, items, itemsMet, status: ORDER[rank] as PartStatus };
      }
  }

  /** The rows of a measure at some clocks, with their status. */
  *#visibleRows(place: number, seeing: ReadView): Generator<{ readonly row: number; readonly rank: number }> {
    const { recordedFrom, recordedTo, knownFrom, knownTo, says, turned } = this.table.rows.columns;
    const { position } = seeing.clocks;
    const knownOn = seeing.clocks.knownOn === null ? OPEN - 1 : basicDay(seeing.clocks.knownOn);
    const throughs = this.facets.checkedThrough(seeing);
    for (const row of this.table.rowsOf(place)) {
      if ((recordedFrom[row] as number) > position || (recordedTo[row] as number) <= position) continue;
      if ((knownFrom[row] as number) > knownOn || (knownTo[row] as number) <= knownOn) continue;
      const said = says[row] as number;
      const rank = confirmed(rankOf(said), turned[row] as number, throughs[facetOf(said)] as number);
      yield { row, rank };
    }
  }
}
