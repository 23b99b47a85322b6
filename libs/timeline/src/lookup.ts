import {
  COUNTRIES,
  countriesOf,
  type ExactDay,
  ITEMS,
  isBloc,
  lastDayOf,
  type MeasureId,
  members,
  membershipChanges,
  type Recorded,
  type Region,
  type Scope,
} from '@in-force/events';
import { compareIds } from './ids.js';
import { life as lifeOf } from './life.js';
import { DUAL_USE } from './parts.js';
import { type DayNumber, dayNumber, type Goods, type Span, spansOf } from './spans.js';
import { ORDER, type PartStatus } from './status.js';
import { type Clocks, visible } from './visible.js';

/** What a lookup is asked: a day, a region and the places of items in the vocabulary, null for any. */
export interface Sought {
  readonly on: ExactDay;
  readonly region: Region | null;
  readonly items: readonly number[] | null;
  readonly clocks: Clocks;
  /** Whether `clocks` see everything there is. */
  readonly present: boolean;
  /** How far an issuer's publications were read, those of a body; null if never. */
  readonly checked: (issuer: Region, body: string | null) => ExactDay | null;
  /** Also what does not bind now: announced, ended. */
  readonly whole: boolean;
  /** The statuses of which each measure is told; the others are counted. Null: all. */
  readonly wanted: ReadonlySet<string> | null;
}

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

/** What was met and not told. */
export interface Others {
  readonly counts: readonly (readonly [PartStatus, number])[];
  /** The issuers of all that was met. */
  readonly issuers: ReadonlySet<Region>;
}

type CountrySet = Int32Array;

const WORDS = Math.ceil(COUNTRIES.length / 32);
const places = new Map(COUNTRIES.map((country, place) => [country, place]));
const IN_FORCE = ORDER.indexOf('in-force');
const UNCONFIRMED = ORDER.indexOf('unconfirmed');
const SUSPENDED = ORDER.indexOf('suspended');
const NONE = 255;

/** Spans more than these since a list was made, and it is made anew. */
const TAIL = 2_048;
/** After so many entries of a list stands a note of which are still open. */
const STRIDE = 512;

/** What is kept of one measure. */
interface Kept {
  readonly id: MeasureId;
  readonly events: readonly Recorded[];
  /** The distinct days of publication in its stream, corrections included, in order. */
  readonly days: readonly ExactDay[];
  /** How it looked at other clocks. */
  readonly versions: Map<number, readonly Row[]>;
  readonly first: number;
  readonly count: number;
}

/** Whose publications are checked: an issuer's, and of those a body's. */
interface Desk {
  readonly issuer: Region;
  readonly body: string | null;
}

interface Row {
  readonly from: DayNumber;
  readonly to: DayNumber;
  readonly desk: number;
  readonly countries: CountrySet;
  readonly goods: Goods;
  readonly part: number;
  readonly rank: number;
  readonly turned: DayNumber;
}

/** The rows that bear on one region, in order of their first day, with notes of which are open at some of them. */
interface Shelf {
  readonly mask: CountrySet | null;
  /** How many rows there were when it was made, and how often a measure had been put. */
  readonly rows: number;
  readonly puts: number;
  readonly binding: Timeline;
  readonly other: Timeline;
  /** The measures that ever bore on it. */
  readonly reached: Int32Array;
}

interface Timeline {
  readonly rows: Int32Array;
  readonly froms: Int32Array;
  readonly tos: Int32Array;
  /** At every STRIDE-th entry: the places of the earlier entries that were still open there. */
  readonly open: readonly Int32Array[];
}

/**
 * Finds the measures that bear on a region and an item on a day, and their status, without folding them one by one. Rows are only
 * added; those of a measure that changed are struck out, and lists are made anew once they have too many of either.
 */
export class Lookup {
  readonly #kept: Kept[] = [];
  readonly #places = new Map<MeasureId, number>();
  readonly #rows: Row[] = [];
  /** Of each row what is asked of it most: its measure, whether it was struck out, whether a question without an item meets it, … */
  readonly #columns = {
    owner: new Column(),
    struck: new Column(),
    bound: new Column(),
    ranks: new Column(),
    turns: new Column(),
    desks: new Column(),
    sets: new Column(),
  };
  /** Of each measure: the position of its last event, its last day of publication, and where it ever reached. */
  readonly #lastPositions = new Column();
  readonly #lastDays = new Column();
  readonly #reaches: CountrySet[] = [];
  /** The places of measures, as often as they were put. */
  readonly #puts: number[] = [];
  readonly #shelves = new Map<string, Shelf>();
  readonly #goods = new Map<string, Goods>();
  readonly #sets = new Map<string, CountrySet>();
  /** The sets of countries that rows have, and the number of each. */
  readonly #distinct: CountrySet[] = [];
  readonly #setIds = new Map<CountrySet, number>();
  readonly #sorted: number[] = [];
  readonly #fluid = new Set<number>();
  /** The issuers and bodies whose publications are checked. */
  readonly #desks: Desk[] = [];
  readonly #deskKeys = new Map<string, number>();
  /** Every span of every measure at some clocks: where, for what goods, and which status it has. */
  *spans({ clocks, present, checked }: Pick<Sought, 'clocks' | 'present' | 'checked'>): Generator<Told> {
    const knownOn = clocks.knownOn === null ? 0 : dayNumber(clocks.knownOn);
    for (const kept of this.#kept)
      for (const row of present ? this.#rows.slice(kept.first, kept.first + kept.count) : this.#version(kept, clocks)) {
        const { issuer, body } = this.#desks[row.desk] as Desk;
        const through = row.turned > 0 ? checked(issuer, body) : null;
        const read = through === null ? 0 : dayNumber(through);
        const rank = row.turned > read && !(read > 0 && knownOn > 0 && knownOn <= read) ? UNCONFIRMED : row.rank;
        const countries = COUNTRIES.filter((_, place) => ((row.countries[place >> 5] as number) & (1 << (place & 31))) !== 0);
        const items = ITEMS.flatMap(({ slug }, place) => (((row.goods.met[place] as number) & row.part) !== 0 ? [slug] : []));
        yield { id: kept.id, from: row.from, to: row.to, countries, items, status: ORDER[rank] as PartStatus };
      }
  }

  /** The places of measures in order of their ids, and the rank of each. */
  #ordered: number[] = [];
  #ranks = new Int32Array(0);
  #best = new Uint8Array(0);
  #deskOf = new Int32Array(0);

  /** Takes in what the stream of a measure holds now. */
  put(id: MeasureId, events: readonly Recorded[]): void {
    let place = this.#places.get(id);
    if (place === undefined) {
      place = this.#kept.length;
      this.#places.set(id, place);
    }
    this.#puts.push(place);
    const before = this.#kept[place];
    if (before) for (let row = before.first; row < before.first + before.count; row++) this.#columns.struck.set(row, 1);
    const rows = this.#rowsAt(events, { position: Number.POSITIVE_INFINITY, knownOn: null });
    const days = publicationDays(events);
    this.#kept[place] = { id, events, days, versions: new Map(), first: this.#rows.length, count: rows.length };
    this.#lastPositions.set(place, (events.at(-1) as Recorded).position);
    this.#lastDays.set(place, dayNumber(days.at(-1) as ExactDay));
    this.#reaches[place] = this.#reach(events);
    for (const row of rows) {
      const index = this.#rows.push(row) - 1;
      const { owner, struck, bound, ranks, turns, desks, sets } = this.#columns;
      owner.set(index, place);
      struck.set(index, 0);
      bound.set(index, (row.goods.any & row.part) === 0 ? 0 : 1);
      ranks.set(index, row.rank);
      turns.set(index, row.turned);
      desks.set(index, row.desk);
      sets.set(index, this.#setIds.get(row.countries) as number);
    }
    if (scopesIn(events).some(({ items }) => items !== 'all' && items?.some(({ item }) => item === DUAL_USE))) this.#fluid.add(place);
    else this.#fluid.delete(place);
  }

  /** The measures whose items hang on other measures: what is asked about an item of them, this cannot tell. */
  fluid = (): readonly MeasureId[] => [...this.#fluid].map((place) => (this.#kept[place] as Kept).id);

  /**
   * Tells each measure that the question meets and whose joint status is wanted, in order of id, and counts the others.
   */
  find(sought: Sought, tell: (id: MeasureId, issuer: Region, status: PartStatus) => void): Others {
    const { present, items, clocks } = sought;
    const day = dayNumber(sought.on);
    const knownOn = clocks.knownOn === null ? 0 : dayNumber(clocks.knownOn);
    const { position } = clocks;
    const shelf = this.#shelf(sought.region);
    const check = this.#membership(sought);
    if (this.#best.length < this.#kept.length) {
      this.#best = new Uint8Array(2 * this.#kept.length).fill(NONE);
      this.#deskOf = new Int32Array(2 * this.#kept.length);
    }
    const [best, deskOf, rows] = [this.#best, this.#deskOf, this.#rows];
    const found: number[] = [];
    const throughs: DayNumber[] = [];
    const throughOf = (desk: number): DayNumber => {
      const { issuer, body } = this.#desks[desk] as Desk;
      const through = sought.checked(issuer, body);
      throughs[desk] = through === null ? 0 : dayNumber(through);
      return throughs[desk];
    };
    const take = (place: number, rank: number, turned: DayNumber, desk: number) => {
      let joint = rank;
      if (turned > 0) {
        const through = throughs[desk] ?? throughOf(desk);
        if (turned > through && !(through > 0 && knownOn > 0 && knownOn <= through)) joint = UNCONFIRMED;
      }
      const before = best[place] as number;
      if (before === NONE) {
        found.push(place);
        deskOf[place] = desk;
      }
      if (joint < before) best[place] = joint;
    };
    const meets = (row: Row) => (items === null ? (row.goods.any & row.part) !== 0 : meetsItem(row, items)) && (!check || check(row));
    const { owner, struck, bound, ranks, turns, desks } = this.#columns;
    const [owners, strucks, bounds, rankOf, turnOf, deskAt] = [
      owner.values,
      struck.values,
      bound.values,
      ranks.values,
      turns.values,
      desks.values,
    ];
    const [lastPositions, lastDays] = [this.#lastPositions.values, this.#lastDays.values];
    const changed = (place: number) =>
      (lastPositions[place] as number) > position || (knownOn > 0 && (lastDays[place] as number) > knownOn);
    const simple = items === null && check === null;
    const visit = (index: number) => {
      if (strucks[index] === 1) return;
      const place = owners[index] as number;
      if (!present && changed(place)) return;
      if (simple ? bounds[index] === 0 : !meets(rows[index] as Row)) return;
      take(place, rankOf[index] as number, turnOf[index] as number, deskAt[index] as number);
    };
    visitTimeline(shelf.binding, day, visit);
    if (sought.whole) visitTimeline(shelf.other, day, visit);
    const here = (row: Row) => row.from <= day && day < row.to && (shelf.mask === null || meet(row.countries, shelf.mask));
    for (let index = shelf.rows; index < rows.length; index++) if (here(rows[index] as Row)) visit(index);
    const look = (place: number) => {
      if (!changed(place)) return;
      for (const row of this.#version(this.#kept[place] as Kept, clocks))
        if (here(row) && meets(row)) take(place, row.rank, row.turned, row.desk);
    };
    if (!present) {
      for (const place of shelf.reached) look(place);
      for (let put = shelf.puts; put < this.#puts.length; put++) look(this.#puts[put] as number);
    }
    return this.#told(found, sought.wanted, tell);
  }

  #told(found: readonly number[], wanted: Sought['wanted'], tell: (id: MeasureId, issuer: Region, status: PartStatus) => void): Others {
    const [best, deskOf] = [this.#best, this.#deskOf];
    const asked = ORDER.map((status) => wanted === null || wanted.has(status));
    const counted = new Int32Array(ORDER.length);
    const seen = new Uint8Array(this.#desks.length);
    const order = this.#order();
    const telling = new Int32Array(found.length);
    let last = 0;
    for (const place of found) {
      const rank = best[place] as number;
      seen[deskOf[place] as number] = 1;
      if (asked[rank]) telling[last++] = order.ranks[place] as number;
      else {
        counted[rank] = (counted[rank] as number) + 1;
        best[place] = NONE;
      }
    }
    for (const at of telling.subarray(0, last).sort()) {
      const place = order.places[at] as number;
      const status = ORDER[best[place] as number] as PartStatus;
      best[place] = NONE;
      tell((this.#kept[place] as Kept).id, (this.#desks[deskOf[place] as number] as Desk).issuer, status);
    }
    return {
      counts: ORDER.map((status, rank) => [status, counted[rank] as number]),
      issuers: new Set(this.#desks.filter((_, desk) => seen[desk] === 1).map(({ issuer }) => issuer)),
    };
  }

  /**
   * Tells of each measure, at some clocks, which statuses each country has on each day: the joint one, and whether its parts differ.
   * Days are in order.
   */
  sweep(
    { clocks, present, checked }: Pick<Sought, 'clocks' | 'present' | 'checked'>,
    days: readonly ExactDay[],
    countries: readonly string[],
    tell: (id: MeasureId, day: ExactDay, country: string, status: PartStatus, differ: boolean) => void,
  ): void {
    const numbers = days.map(dayNumber);
    const masks = countries.map((country) => places.get(country) as number);
    const knownOn = clocks.knownOn === null ? 0 : dayNumber(clocks.knownOn);
    for (const kept of this.#kept) {
      const rows = present ? this.#rows.slice(kept.first, kept.first + kept.count) : this.#version(kept, clocks);
      for (const [at, day] of numbers.entries()) {
        const open = rows.filter(({ from, to, goods, part }) => from <= day && day < to && (goods.any & part) !== 0);
        if (open.length === 0) continue;
        const ranked = open.map((row) => {
          const { issuer, body } = this.#desks[row.desk] as Desk;
          const through = row.turned > 0 ? checked(issuer, body) : null;
          const read = through === null ? 0 : dayNumber(through);
          return { row, rank: row.turned > read && !(read > 0 && knownOn > 0 && knownOn <= read) ? UNCONFIRMED : row.rank };
        });
        for (const [index, place] of masks.entries()) {
          let [best, differ] = [NONE, false];
          for (const { row, rank } of ranked) {
            if (((row.countries[place >> 5] as number) & (1 << (place & 31))) === 0) continue;
            differ ||= best !== NONE && rank !== best;
            best = Math.min(best, rank);
          }
          if (best !== NONE) tell(kept.id, days[at] as ExactDay, countries[index] as string, ORDER[best] as PartStatus, differ);
        }
      }
    }
  }

  /** The places of measures in order of their ids, as `compareIds` has it, and the rank of each place in it. */
  #order(): { readonly places: readonly number[]; readonly ranks: Int32Array } {
    if (this.#ordered.length < this.#kept.length) {
      for (let place = this.#ordered.length; place < this.#kept.length; place++) this.#ordered.push(place);
      const id = (place: number) => (this.#kept[place] as Kept).id;
      this.#ordered.sort((a, b) => compareIds(id(a), id(b)));
      this.#ranks = new Int32Array(this.#ordered.length);
      for (const [rank, place] of this.#ordered.entries()) this.#ranks[place] = rank;
    }
    return { places: this.#ordered, ranks: this.#ranks };
  }

  /** A measure as it looked at other clocks. Which events count hangs only on how many were recorded, and on how many days were come. */
  #version(kept: Kept, clocks: Clocks): readonly Row[] {
    const recorded = kept.events.findLastIndex(({ position }) => position <= clocks.position) + 1;
    if (recorded === 0) return [];
    const { knownOn } = clocks;
    const known = knownOn === null ? kept.days.length : kept.days.findLastIndex((day) => day <= knownOn) + 1;
    if (known === 0) return [];
    const key = recorded * (kept.days.length + 1) + known;
    let rows = kept.versions.get(key);
    if (!rows) {
      rows = this.#rowsAt(kept.events, clocks);
      kept.versions.set(key, rows);
    }
    return rows;
  }

  #rowsAt(events: readonly Recorded[], clocks: Clocks): Row[] {
    const life = lifeOf(visible(events, clocks));
    return life ? spansOf(life, this.#goods).map((span) => this.#row(span)) : [];
  }

  #row({ from, to, issuer, body, countries, goods, part, status, turned }: Span): Row {
    return {
      from,
      to,
      desk: this.#desk(issuer, body),
      countries: this.#numbered(this.#setOf(countries)),
      goods,
      part,
      rank: ORDER.indexOf(status),
      turned,
    };
  }

  #desk(issuer: Region, body: string | null): number {
    const key = `${issuer} ${body ?? ''}`;
    let desk = this.#deskKeys.get(key);
    if (desk === undefined) {
      desk = this.#desks.push({ issuer, body }) - 1;
      this.#deskKeys.set(key, desk);
    }
    return desk;
  }

  #numbered(set: CountrySet): CountrySet {
    if (!this.#setIds.has(set)) this.#setIds.set(set, this.#distinct.push(set) - 1);
    return set;
  }

  #setOf(countries: readonly string[]): CountrySet {
    const key = countries.join();
    let set = this.#sets.get(key);
    if (!set) {
      set = setOf(countries);
      this.#sets.set(key, set);
    }
    return set;
  }

  /** Every country that any form of any act on a measure ever named, on whatever day. */
  #reach(events: readonly Recorded[]): CountrySet {
    const regions = [...new Set(scopesIn(events).flatMap((scope) => scope.regions ?? []))];
    const key = `reach ${regions.join()}`;
    let set = this.#sets.get(key);
    if (!set) {
      set = setOf(regions.flatMap(everOf));
      this.#sets.set(key, set);
    }
    return set;
  }

  #shelf(region: Region | null): Shelf {
    const key = region ?? '';
    const kept = this.#shelves.get(key);
    if (kept && this.#rows.length - kept.rows <= TAIL && this.#puts.length - kept.puts <= TAIL) return kept;
    const mask = region === null || region === 'world' ? null : setOf(everOf(region));
    // Far fewer sets of countries than rows: each is compared once.
    const within = Uint8Array.from(this.#distinct, (set) => (mask === null || meet(set, mask) ? 1 : 0));
    const { struck, sets, ranks, turns } = this.#columns;
    const binding: number[] = [];
    const other: number[] = [];
    for (const index of this.#byFirstDay()) {
      if (struck.values[index] === 1 || within[sets.values[index] as number] === 0) continue;
      const rank = ranks.values[index];
      (rank === IN_FORCE || rank === SUSPENDED || (turns.values[index] as number) > 0 ? binding : other).push(index);
    }
    const shelf = {
      mask,
      rows: this.#rows.length,
      puts: this.#puts.length,
      binding: this.#timeline(binding),
      other: this.#timeline(other),
      reached: Int32Array.from([...this.#reaches.keys()].filter((place) => !mask || meet(this.#reaches[place] as CountrySet, mask))),
    };
    this.#shelves.set(key, shelf);
    return shelf;
  }

  /** All rows in order of their first day. */
  #byFirstDay(): readonly number[] {
    if (this.#sorted.length < this.#rows.length) {
      for (let index = this.#sorted.length; index < this.#rows.length; index++) this.#sorted.push(index);
      this.#sorted.sort((a, b) => (this.#rows[a] as Row).from - (this.#rows[b] as Row).from || a - b);
    }
    return this.#sorted;
  }

  /** `indexes` are in order of their first day. */
  #timeline(indexes: readonly number[]): Timeline {
    const row = (index: number) => this.#rows[index] as Row;
    const rows = Int32Array.from(indexes);
    const froms = Int32Array.from(rows, (index) => row(index).from);
    const tos = Int32Array.from(rows, (index) => row(index).to);
    const open: Int32Array[] = [];
    let running: number[] = [];
    for (let at = 0; at < rows.length; at += STRIDE) {
      const from = froms[at] as number;
      running = running.filter((entry) => (tos[entry] as number) > from);
      open.push(Int32Array.from(running));
      for (let entry = at; entry < Math.min(at + STRIDE, rows.length); entry++) running.push(entry);
    }
    return { rows, froms, tos, open };
  }

  /** What is left to check of a row's countries: the members of a bloc that day, or, of the world, those that are not the issuer's. */
  #membership({ on, region }: Sought): ((row: Row) => boolean) | null {
    if (region === null || (!isBloc(region) && region !== 'world')) return null;
    if (region !== 'world') {
      const mask = this.#setOf([...countriesOf(region, on, region)]);
      return ({ countries }) => meet(countries, mask);
    }
    const others = new Map<number, CountrySet>();
    return ({ desk, countries }) => {
      let mask = others.get(desk);
      if (!mask) {
        mask = this.#setOf([...countriesOf('world', on, (this.#desks[desk] as Desk).issuer)]);
        others.set(desk, mask);
      }
      return meet(countries, mask);
    };
  }
}

/** Numbers in a row that grow. */
class Column {
  values = new Int32Array(1024);

  set(index: number, value: number): void {
    if (index >= this.values.length) {
      const grown = new Int32Array(2 * index);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[index] = value;
  }
}

/** Goes through the entries of a timeline that are open on a day. */
function visitTimeline({ rows, froms, tos, open }: Timeline, day: DayNumber, visit: (row: number) => void): void {
  let low = 0;
  let high = froms.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((froms[middle] as number) <= day) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return;
  const note = Math.floor((low - 1) / STRIDE);
  for (const entry of open[note] as Int32Array) if ((tos[entry] as number) > day) visit(rows[entry] as number);
  for (let entry = note * STRIDE; entry < low; entry++) if ((tos[entry] as number) > day) visit(rows[entry] as number);
}

const meetsItem = ({ goods, part }: Row, items: readonly number[]): boolean =>
  items.some((item) => ((goods.met[item] as number) & part) !== 0);

function setOf(countries: readonly string[]): CountrySet {
  const set = new Int32Array(WORDS);
  for (const country of countries) {
    const place = places.get(country) as number;
    set[place >> 5] = (set[place >> 5] as number) | (1 << (place & 31));
  }
  return set;
}

function meet(a: CountrySet, b: CountrySet): boolean {
  for (let word = 0; word < WORDS; word++) if (((a[word] as number) & (b[word] as number)) !== 0) return true;
  return false;
}

/** Every country that a region ever had. */
function everOf(region: Region): readonly string[] {
  if (region === 'world') return COUNTRIES;
  return isBloc(region) ? membershipChanges(region).flatMap((day) => members(region, day)) : [region];
}

/** Every scope that any form of any act in a stream gives. */
const scopesIn = (events: readonly Recorded[]): Partial<Scope>[] =>
  events.flatMap((event) => {
    const said = event.type === 'record.corrected' ? event.data.replacement.data : event.data;
    return (said as { readonly scope?: Partial<Scope> }).scope ?? [];
  });

function publicationDays(events: readonly Recorded[]): ExactDay[] {
  const days = events.flatMap((event) => [
    lastDayOf(event.publishedOn),
    ...(event.type === 'record.corrected' && event.data.replacement.publishedOn ? [lastDayOf(event.data.replacement.publishedOn)] : []),
  ]);
  return [...new Set(days)].sort();
}
