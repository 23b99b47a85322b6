import { COUNTRIES, type ExactDay, ITEMS, type MeasureId } from '@in-force/events';
import type { Desks, Seeing } from './desks.js';
import type { Ledger } from './ledger.js';
import { anyOf, confirmed, deskOf, NONE, rankOf } from './probe.js';
import { placesIn, type Shapes } from './shapes.js';
import { type DayNumber, dayNumber } from './spans.js';
import { ORDER, type PartStatus } from './status.js';
import { OPEN, type Version } from './versions.js';

/** A span as it is told: `to` is the first day without it. */
export interface Told {
  readonly id: MeasureId;
  readonly from: DayNumber;
  readonly to: DayNumber;
  readonly countries: readonly string[];
  /** The items of the vocabulary that it bears on. */
  readonly items: readonly string[];
  readonly status: PartStatus;
}

/** All measures, one after another: what each says over the days. */
export class Panel {
  constructor(
    private readonly ledger: Ledger,
    private readonly shapes: Shapes,
    private readonly desks: Desks,
  ) {}

  /**
   * Tells of each measure, at some clocks, which statuses each country has on each day: the joint one, and whether its parts differ.
   * Days are in order.
   */
  sweep(
    seeing: Seeing,
    days: readonly ExactDay[],
    countries: readonly string[],
    tell: (id: MeasureId, day: ExactDay, country: string, status: PartStatus, differ: boolean) => void,
  ): void {
    const numbers = days.map(dayNumber);
    const places = countries.map((country) => COUNTRIES.indexOf(country));
    const { from, to, says, set } = this.ledger.rows.columns;
    for (const [place, id] of this.ledger.measures.all.entries()) {
      const rows = [...this.#seen(place, seeing)].filter(({ row }) => anyOf(says[row] as number));
      for (const [at, day] of numbers.entries()) {
        const open = rows.filter(({ row }) => (from[row] as number) <= day && day < (to[row] as number));
        if (open.length === 0) continue;
        for (const [index, country] of places.entries()) {
          let [best, differ] = [NONE, false];
          for (const { row, rank } of open) {
            const words = this.shapes.sets[set[row] as number] as Int32Array;
            if (((words[country >> 5] as number) & (1 << (country & 31))) === 0) continue;
            differ ||= best !== NONE && rank !== best;
            best = Math.min(best, rank);
          }
          if (best !== NONE) tell(id, days[at] as ExactDay, countries[index] as string, ORDER[best] as PartStatus, differ);
        }
      }
    }
  }

  /** Every span of every measure at every pair of clocks, with the countries and items that it bears on, as numbers of the vocabulary. */
  *versions(): Generator<Version & { readonly measure: number }> {
    for (const measure of this.ledger.measures.all.keys())
      for (const row of this.ledger.rowsOf(measure)) yield { measure, ...this.ledger.version(row) };
  }

  /** The places of the countries in a set, and of the items that a class of goods bears on. */
  countriesIn = (set: number): readonly number[] => placesIn(this.shapes.sets[set] as Int32Array);
  itemsIn = (goods: number): readonly number[] => {
    const { goods: all, bit } = this.shapes.classes[goods] as Shapes['classes'][number];
    return ITEMS.flatMap((_, item) => (((all.met[item] as number) & bit) !== 0 ? [item] : []));
  };

  /** How far the publications of each desk were read. */
  read = (seeing: Seeing): Int32Array => this.desks.throughs(seeing);

  /** Every span of every measure at some clocks: where, for what goods, and which status it has. */
  *spans(seeing: Seeing): Generator<Told> {
    const { from, to, set, goods } = this.ledger.rows.columns;
    for (const [place, id] of this.ledger.measures.all.entries())
      for (const { row, rank } of this.#seen(place, seeing)) {
        const countries = this.countriesIn(set[row] as number).map((country) => COUNTRIES[country] as string);
        const items = this.itemsIn(goods[row] as number).map((item) => (ITEMS[item] as (typeof ITEMS)[number]).slug);
        yield { id, from: from[row] as number, to: to[row] as number, countries, items, status: ORDER[rank] as PartStatus };
      }
  }

  /** The rows of a measure at some clocks, with their status. */
  *#seen(place: number, seeing: Seeing): Generator<{ readonly row: number; readonly rank: number }> {
    const { recordedFrom, recordedTo, knownFrom, knownTo, says, turned } = this.ledger.rows.columns;
    const { position } = seeing.clocks;
    const knownOn = seeing.clocks.knownOn === null ? OPEN - 1 : dayNumber(seeing.clocks.knownOn);
    const throughs = this.desks.throughs(seeing);
    for (const row of this.ledger.rowsOf(place)) {
      if ((recordedFrom[row] as number) > position || (recordedTo[row] as number) <= position) continue;
      if ((knownFrom[row] as number) > knownOn || (knownTo[row] as number) <= knownOn) continue;
      const said = says[row] as number;
      const rank = confirmed(rankOf(said), turned[row] as number, throughs[deskOf(said)] as number);
      yield { row, rank };
    }
  }
}
