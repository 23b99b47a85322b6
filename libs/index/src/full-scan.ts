import type { Bitmap } from '@in-force/columns';
import {
  atOrBelow,
  COUNTRIES,
  countriesOf,
  type ExactDay,
  firstAfter,
  ITEMS,
  type MeasureId,
  type Region,
  WORLD_REGION,
} from '@in-force/events';
import { DUAL_USE, epochOf, ORDER, type PartStatus, remember, type Steps } from '@in-force/rules';
import { type BasicDay, basicDay } from './basic-day.js';
import { countrySetOf } from './country-sets.js';
import type { Facet, Facets, ReadView } from './facets.js';
import { type ItemClass, meetsItem } from './item-classes.js';
import { JointStatuses, type RegionStatuses } from './joint-statuses.js';
import { facetOf, rankOf } from './row-code.js';
import { confirmedRank } from './scan.js';
import type { ScopePartitions } from './scope-partitions.js';
import { OPEN, type Version } from './span-versions.js';
import type { VersionTable } from './version-table.js';

/** A span in words: `to` is the first day without it. */
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

/** A query for a count: days in ascending order, regions, the numbers of items (null for any), and the measures to leave out. */
export interface CountQuery {
  readonly days: readonly ExactDay[];
  readonly regions: readonly Region[];
  readonly items: readonly number[] | null;
  readonly without: ReadonlySet<MeasureId>;
}

/** Receives what a measure is from one day through the one before another, both numbers of days. It is good until the next. */
type CountRun = (id: MeasureId, from: number, to: number, statuses: RegionStatuses) => void;

/** Scans all rows of the version table, measure by measure: O(rows), however few are asked about. */
export class FullScan {
  constructor(
    private readonly table: VersionTable,
    private readonly scopes: ScopePartitions,
    private readonly facets: Facets,
  ) {}

  /**
   * Calls back with each measure for each run of days between which nothing changes, where it has a status for any of the regions, at some
   * clocks. A step is the rows of a measure in one run: between two the index may be put in order.
   */
  *countRuns(view: ReadView, { days, regions, items, without }: CountQuery, count: CountRun): Steps<void> {
    const numbers = Int32Array.from(days, basicDay);
    const epochs = days.map(epochOf);
    const beginning = epochs.flatMap((epoch, at) => (at === 0 || epoch !== epochs[at - 1] ? [at] : []));
    const countries = new Map<string, readonly (readonly number[])[]>();
    const members = new Map<number, readonly number[]>();
    const counted = new JointStatuses(regions.length);
    for (const [measure, id] of this.table.measures.names.entries()) {
      if (without.has(id)) continue;
      yield;
      const rows = this.#rowsIn(measure, view, items);
      const [one] = rows;
      if (!one) continue;
      const { issuer } = this.facets.all[one.facet] as Facet;
      const turns = new Set([...beginning, ...rows.flatMap(({ from, to }) => [from, to].map((day) => firstAfter(numbers, day - 1)))]);
      const starts = [...turns].filter((at) => at < days.length).sort((a, b) => a - b);
      for (const [at, start] of starts.entries()) {
        const number = numbers[start] as BasicDay;
        const open = rows.filter(({ from, to }) => from <= number && number < to);
        if (open.length === 0) continue;
        yield;
        const asked = remember(countries, `${epochs[start]} ${regions.includes(WORLD_REGION) ? issuer : ''}`, () =>
          regions.map((region) => countrySetOf(countriesOf(region, days[start] as ExactDay, issuer)).members()),
        );
        for (const { set, rank } of open)
          counted.add(
            remember(members, set, () => this.countriesIn(set)),
            rank,
          );
        if (counted.join(asked)) count(id, start, starts[at + 1] ?? days.length, counted);
      }
    }
  }

  /** Returns the rows of a measure that show at some clocks and meet some items, free of where the index keeps them. */
  #rowsIn(measure: number, view: ReadView, items: readonly number[] | null) {
    const { from, to, set, goods, code } = this.table.rows.columns;
    return [...this.#visibleRows(measure, view)].flatMap(({ row, rank }) =>
      this.#meetsItems(goods[row] as number, items)
        ? [
            {
              from: from[row] as number,
              to: to[row] as number,
              set: set[row] as number,
              facet: facetOf(code[row] as number),
              rank,
            },
          ]
        : [],
    );
  }

  /** Yields every span of every measure at every pair of clocks, with the numbers of its countries and goods. */
  *versions(): Generator<Version & { readonly measure: number }> {
    for (const measure of this.table.measures.names.keys())
      for (const row of this.table.rowsOf(measure)) yield { measure, ...this.table.version(row) };
  }

  /** Yields every span of every measure at some clocks. */
  *spans(view: ReadView): Generator<SpanAt> {
    for (const [measure, id] of this.table.measures.names.entries()) yield* this.#spansOf(measure, id, view);
  }

  /** Returns the spans of a measure. All at once: between two of them the index may be put in order. */
  #spansOf(measure: number, id: MeasureId, view: ReadView): SpanAt[] {
    const { from, to, set, goods } = this.table.rows.columns;
    const found: SpanAt[] = [];
    for (const { row, rank } of this.#visibleRows(measure, view)) {
      const countries = this.countriesIn(set[row] as number).map((country) => COUNTRIES[country] as string);
      const met = this.itemsIn(goods[row] as number).map((item) => (ITEMS[item] as (typeof ITEMS)[number]).slug);
      const all = new Set(met);
      const { namesDualUse } = (this.scopes.classes.all[goods[row] as number] as ItemClass).goods;
      const items = met.filter((item) => (item === DUAL_USE ? namesDualUse : [...atOrBelow(item)].every((below) => all.has(below))));
      const itemsMet = met.filter((item) => !items.includes(item));
      found.push({ id, from: from[row] as number, to: to[row] as number, countries, items, itemsMet, status: ORDER[rank] as PartStatus });
    }
    return found;
  }

  /** Returns the numbers of the countries in a set. */
  countriesIn(set: number): readonly number[] {
    return (this.scopes.sets.all[set] as Bitmap).members();
  }

  /** Returns the numbers of the items that a class of goods meets. */
  itemsIn(goods: number): readonly number[] {
    return ITEMS.flatMap((_, item) => (this.#meetsItems(goods, [item]) ? [item] : []));
  }

  /** Returns through which day the publications of each facet were read, as `Facets` does. */
  checkedThrough(view: ReadView): Int32Array {
    return this.facets.checkedThrough(view);
  }

  /** Returns whether a class of goods meets any of these items; null for any goods. */
  #meetsItems(goods: number, items: readonly number[] | null): boolean {
    return items === null || items.some((item) => meetsItem(this.scopes.classes.all[goods] as ItemClass, item));
  }

  /** Yields the rows of a measure that show at some clocks, with the rank of their status. */
  *#visibleRows(measure: number, view: ReadView): Generator<{ readonly row: number; readonly rank: number }> {
    const { recordedFrom, recordedTo, knownFrom, knownTo, code, unconfirmedFrom } = this.table.rows.columns;
    const { position } = view.clocks;
    const knownOn = view.clocks.knownOn === null ? OPEN - 1 : basicDay(view.clocks.knownOn);
    const checkedThrough = this.facets.checkedThrough(view);
    for (const row of this.table.rowsOf(measure)) {
      if ((recordedFrom[row] as number) > position || (recordedTo[row] as number) <= position) continue;
      if ((knownFrom[row] as number) > knownOn || (knownTo[row] as number) <= knownOn) continue;
      const packed = code[row] as number;
      yield { row, rank: confirmedRank(rankOf(packed), unconfirmedFrom[row] as number, checkedThrough[facetOf(packed)] as number) };
    }
  }
}
