import {
  COUNTRIES,
  countriesOf,
  type ExactDay,
  ITEMS,
  isBloc,
  type Kind,
  type MeasureId,
  members,
  type Recorded,
  type Region,
  type Scope,
} from '@in-force/events';
import { Endings } from './endings.js';
import { ROW, type Rows } from './entries.js';
import { epochOf } from './epochs.js';
import { compareKeys, type IdKey, idKey } from './ids.js';
import { type Image, named, numbers, partOf, type Section, texts } from './image.js';
import { Marks } from './marks.js';
import { Names } from './names.js';
import { DUAL_USE } from './parts.js';
import { anyOf, confirmed, deskOf, type Filter, NONE, type Probe, rankOf, saying } from './probe.js';
import { common, placesIn, Shapes, setOf } from './shapes.js';
import { Shelf } from './shelf.js';
import { type DayNumber, dayNumber } from './spans.js';
import { ORDER, type PartStatus } from './status.js';
import { Places, Table } from './table.js';
import { OPEN, type Version, versionsOf } from './versions.js';
import type { Clocks } from './visible.js';

/** What a lookup is asked: a day, a region and the places of items in the vocabulary, null for any. */
export interface Sought {
  readonly on: ExactDay;
  readonly region: Region | null;
  readonly items: readonly number[] | null;
  /** The issuers and kinds asked about, null for all. */
  readonly issuer: readonly Region[] | null;
  readonly kind: readonly Kind[] | null;
  /** Also what does not bind now: announced, ended. */
  readonly whole: boolean;
  /** The statuses of which each measure is told; the others are counted. Null: all. */
  readonly wanted: readonly string[] | null;
  /** Measures to be passed over. */
  readonly without: Iterable<MeasureId>;
}

/** Where a question stands in the record. */
export interface Seeing {
  readonly clocks: Clocks;
  /** Whether `clocks` see everything recorded. */
  readonly latest: boolean;
  /** How far an issuer's publications were read, those of a body; null if never. */
  readonly checked: (issuer: Region, body: string | null) => ExactDay | null;
}

/** The measures that were asked for, and what else was met. */
export interface Found {
  /** The numbers of the measures; `idOf` names them. */
  readonly measures: Int32Array;
  /** Of each of them the place of its status in `ORDER`. */
  readonly ranks: Uint8Array;
  /** How many more were met, by the place of their status. */
  readonly counted: Int32Array;
  /** The issuers of all that was met. */
  readonly issuers: () => readonly Region[];
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

/** Whose publications bear on a measure, and its kind. */
interface Desk {
  readonly issuer: Region;
  readonly body: string | null;
  readonly kind: Kind;
}

/** A room to look into, and what to look for there. */
interface Step extends Filter {
  readonly room: number;
}

/** Sets of more countries than these stand in one room for all countries, not in the room of each. */
const WIDE = 8;
const WIDE_ROOM = COUNTRIES.length;
const ROOMS = [...Array(WIDE_ROOM + 1).keys()];

/** The ways in which a row ends at clocks: at none, at a later position, on a later day of publication, at both. */
const ENDS = [0, 1, 2, 3];
const RECORDED = 1;
const KNOWN = 2;
/** What ended at a clock shows only to those who set that clock back: the ways to end that show, by the clocks set back. */
const SHOWN = ENDS.map((back) => ENDS.filter((end) => (end & ~back) === 0));

/** The shelves of a room: of each way to end, what binds and the rest. */
const SHELVES = 2 * ENDS.length;

/**
 * Finds the measures that bear on a region and an item on a day at any clocks, and their status, without folding them. Every span of
 * every version of a measure is a row, kept for ever; one whose end became known is struck out, and another takes its place. Each
 * country has a room with the rows that bear on it, and what bears on many countries has one.
 */
export class Lookup {
  readonly #rows: Rows;
  /** Of each row the next one of its measure, and whether it was struck. */
  readonly #next: Places;
  #struck: Uint8Array;
  readonly #measures: Names;
  /** Of each measure its last row, and how many of its events were taken in. */
  readonly #last: Places;
  readonly #taken: Places;
  readonly #shapes: Shapes;
  readonly #desks: Desk[];
  readonly #deskNumbers = new Map<string, number>();
  readonly #shelves: readonly Shelf[];
  /** Of each room, and each way to end, what the calendar alone ended. */
  readonly #endings: readonly Endings[];
  /** What may have something to tidy. */
  readonly #untidy = new Set<Shelf | Endings>();
  readonly #fluid: Set<MeasureId>;

  constructor(image?: Image) {
    const part = (name: string) => image && partOf(image, `${name}.`);
    const places = (name: string) => new Places(image ? numbers(image, name) : 16);
    this.#rows = new Table(ROW, part('rows'));
    this.#next = places('next');
    this.#struck = (image?.get('struck') as Uint8Array | undefined) ?? new Uint8Array(1024);
    this.#measures = new Names(part('measures'));
    this.#last = places('last');
    this.#taken = places('taken');
    this.#shapes = new Shapes(part('shapes'));
    const rest = image ? (JSON.parse(texts(image, 'rest')[0] as string) as Rest) : { desks: [], fluid: [] };
    this.#desks = [...rest.desks];
    for (const [number, desk] of this.#desks.entries()) this.#deskNumbers.set(keyOf(desk), number);
    this.#fluid = new Set(rest.fluid);
    this.#shelves = Array.from({ length: ROOMS.length * SHELVES }, () => new Shelf(this.#rows));
    this.#endings = Array.from({ length: ROOMS.length * ENDS.length }, () => new Endings(this.#rows));
    for (let row = 0; row < this.#rows.size; row++) if (this.#struck[row] === 0) this.#stand(row);
  }

  /** What can be written down of it. */
  get image(): Image {
    const rest: Rest = { desks: this.#desks, fluid: [...this.#fluid] };
    return new Map<string, Section>([
      ...named('rows.', this.#rows.image),
      ['next', this.#next.view()],
      ['struck', this.#struck.slice(0, this.#rows.size)],
      ...named('measures.', this.#measures.image),
      ['last', this.#last.taken()],
      ['taken', this.#taken.taken()],
      ...named('shapes.', this.#shapes.image),
      ['rest', [JSON.stringify(rest)]],
    ]);
  }

  /** Takes in what the stream of a measure holds now. */
  put(id: MeasureId, events: readonly Recorded[]): void {
    const place = this.#measures.numberOf(id);
    if (place === this.#last.size) {
      this.#last.add(-1);
      this.#taken.add(0);
    }
    // What ended at some position stays as it is for ever.
    const before = [...this.#rowsOf(place)].filter((row) => this.#rows.columns.recordedTo[row] === OPEN).reverse();
    const versions = before.map((row) => this.#version(row));
    const after = new Set(
      versionsOf(events, this.#taken.values[place] as number, versions, this.#shapes, ({ issuer, kind }, body) =>
        this.#desk({ issuer, body, kind }),
      ),
    );
    this.#taken.values[place] = events.length;
    for (const [index, row] of before.entries()) {
      const version = versions[index] as Version;
      if (!after.delete(version)) this.#strike(row);
    }
    for (const version of after) this.#add(place, version);
    if (namesDualUse(events)) this.#fluid.add(id);
    else this.#fluid.delete(id);
  }

  /** The measures whose items hang on other measures: what is asked about an item of them, this cannot tell. */
  fluid = (): ReadonlySet<MeasureId> => this.#fluid;

  /** How many rows it keeps, and the memory that they take, in bytes. */
  get size(): { readonly rows: number; readonly bytes: number } {
    const shelves = [...this.#shelves, ...this.#endings].reduce((sum, { bytes }) => sum + bytes, 0);
    return { rows: this.#rows.size, bytes: this.#rows.bytes + this.#next.values.byteLength + this.#struck.byteLength + shelves };
  }

  /** Puts one volume in order, where questions go the slower the longer it is left. @returns whether there was one. */
  tidy(): boolean {
    for (const shelf of this.#untidy) {
      if (shelf.tidy(this.#struck)) return true;
      this.#untidy.delete(shelf);
    }
    return false;
  }

  /** Tells each measure that the question meets and whose joint status is wanted, and counts the others. */
  find(sought: Sought, seeing: Seeing, ordered: boolean): Found {
    this.#room();
    const { whole, on } = sought;
    const { latest, clocks } = seeing;
    const day = dayNumber(on);
    const throughs = this.#throughs(seeing);
    const back = (latest ? 0 : RECORDED) | (clocks.knownOn === null ? 0 : KNOWN);
    const probe: Probe = {
      day,
      position: clocks.position,
      knownOn: clocks.knownOn === null ? OPEN - 1 : dayNumber(clocks.knownOn),
      past: back > 0,
      goods: sought.items && this.#goods(sought.items),
      throughs,
      behind: behind(throughs, day),
      struck: this.#struck,
      best: this.#best,
      seen: new Uint8Array(this.#desks.length),
      found: this.#found,
      count: 0,
    };
    // What is passed over looks as if it had been found already.
    const without = [...sought.without].flatMap((id) => this.#measures.find(id) ?? []);
    for (const place of without) this.#best[place] = 0;
    for (const step of this.#steps(sought)) {
      for (const end of SHOWN[back] as readonly number[]) {
        const shelf = step.room * SHELVES + 2 * end;
        this.#shelves[shelf]?.visit(probe, step);
        const rest = whole ? this.#shelves[shelf + 1] : this.#endings[step.room * ENDS.length + end];
        rest?.visit(probe, step);
      }
    }
    for (const place of without) this.#best[place] = NONE;
    return this.#told(probe, sought.wanted, ordered);
  }

  #best = new Uint8Array(0);
  #found = new Int32Array(0);

  /** Makes room for as many measures as there are. */
  #room(): void {
    if (this.#best.length >= this.#measures.all.length) return;
    this.#best = new Uint8Array(2 * this.#measures.all.length).fill(NONE);
    this.#found = new Int32Array(2 * this.#measures.all.length);
  }

  #told({ count, seen }: Probe, wanted: Sought['wanted'], ordered: boolean): Found {
    const [best, found] = [this.#best, this.#found];
    const counted = new Int32Array(ORDER.length);
    const asked = new Uint8Array(ORDER.length);
    for (let rank = 0; rank < asked.length; rank++) asked[rank] = wanted === null || wanted.includes(ORDER[rank] as PartStatus) ? 1 : 0;
    let told = 0;
    for (let at = 0; at < count; at++) {
      const place = found[at] as number;
      const rank = best[place] as number;
      if (asked[rank] === 1) found[told++] = place;
      else {
        counted[rank] = (counted[rank] as number) + 1;
        best[place] = NONE;
      }
    }
    if (ordered) this.#inOrder(told);
    const measures = found.slice(0, told);
    const ranks = new Uint8Array(told);
    for (let at = 0; at < told; at++) {
      const place = measures[at] as number;
      ranks[at] = best[place] as number;
      best[place] = NONE;
    }
    return {
      measures,
      ranks,
      counted,
      issuers: () => [...new Set(this.#desks.filter((_, desk) => seen[desk] === 1).map(({ issuer }) => issuer))],
    };
  }

  /** The id of a measure by its number. */
  idOf = (measure: number): MeasureId => this.#measures.all[measure] as MeasureId;

  /** The keys of ids by place, the places of measures in order of their ids, and the rank of each place in it. */
  readonly #keys: IdKey[] = [];
  #ordered: number[] = [];
  #ranks = new Int32Array(0);

  /** Puts the first measures found in order of their ids. */
  #inOrder(count: number): void {
    if (this.#ordered.length < this.#measures.all.length) this.#order();
    const ranks = this.#found.subarray(0, count);
    for (let at = 0; at < count; at++) ranks[at] = this.#ranks[ranks[at] as number] as number;
    ranks.sort();
    for (let at = 0; at < count; at++) ranks[at] = this.#ordered[ranks[at] as number] as number;
  }

  /** Puts the measures that came last among the others. */
  #order(): void {
    const compare = (a: number, b: number) => compareKeys(this.#keys[a] as IdKey, this.#keys[b] as IdKey);
    const late: number[] = [];
    for (let place = this.#keys.length; place < this.#measures.all.length; place++) {
      this.#keys.push(idKey(this.#measures.all[place] as MeasureId));
      late.push(place);
    }
    late.sort(compare);
    const all: number[] = [];
    let next = 0;
    for (const place of this.#ordered) {
      while (next < late.length && compare(late[next] as number, place) < 0) all.push(late[next++] as number);
      all.push(place);
    }
    this.#ordered = [...all, ...late.slice(next)];
    this.#ranks = new Int32Array(this.#ordered.length);
    for (const [rank, place] of this.#ordered.entries()) this.#ranks[place] = rank;
  }

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
    const { from, to, says, set } = this.#rows.columns;
    for (const [place, id] of this.#measures.all.entries()) {
      const rows = [...this.#seen(place, seeing)].filter(({ row }) => anyOf(says[row] as number));
      for (const [at, day] of numbers.entries()) {
        const open = rows.filter(({ row }) => (from[row] as number) <= day && day < (to[row] as number));
        if (open.length === 0) continue;
        for (const [index, country] of places.entries()) {
          let [best, differ] = [NONE, false];
          for (const { row, rank } of open) {
            const words = this.#shapes.sets[set[row] as number] as Int32Array;
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
    for (const measure of this.#measures.all.keys()) for (const row of this.#rowsOf(measure)) yield { measure, ...this.#version(row) };
  }

  /** The places of the countries in a set, and of the items that a class of goods bears on. */
  countriesIn = (set: number): readonly number[] => placesIn(this.#shapes.sets[set] as Int32Array);
  itemsIn = (goods: number): readonly number[] => {
    const { goods: all, bit } = this.#shapes.classes[goods] as Shapes['classes'][number];
    return ITEMS.flatMap((_, item) => (((all.met[item] as number) & bit) !== 0 ? [item] : []));
  };

  /** How far the publications of each desk were read. */
  read = (seeing: Seeing): Int32Array => this.#throughs(seeing);

  /** Every span of every measure at some clocks: where, for what goods, and which status it has. */
  *spans(seeing: Seeing): Generator<Told> {
    const { from, to, set, goods } = this.#rows.columns;
    for (const [place, id] of this.#measures.all.entries())
      for (const { row, rank } of this.#seen(place, seeing)) {
        const countries = this.countriesIn(set[row] as number).map((country) => COUNTRIES[country] as string);
        const items = this.itemsIn(goods[row] as number).map((item) => (ITEMS[item] as (typeof ITEMS)[number]).slug);
        yield { id, from: from[row] as number, to: to[row] as number, countries, items, status: ORDER[rank] as PartStatus };
      }
  }

  /** The rows of a measure at some clocks, with their status. */
  *#seen(place: number, seeing: Seeing): Generator<{ readonly row: number; readonly rank: number }> {
    const { recordedFrom, recordedTo, knownFrom, knownTo, says, turned } = this.#rows.columns;
    const { position } = seeing.clocks;
    const knownOn = seeing.clocks.knownOn === null ? OPEN - 1 : dayNumber(seeing.clocks.knownOn);
    const throughs = this.#throughs(seeing);
    for (const row of [...this.#rowsOf(place)].reverse()) {
      if ((recordedFrom[row] as number) > position || (recordedTo[row] as number) <= position) continue;
      if ((knownFrom[row] as number) > knownOn || (knownTo[row] as number) <= knownOn) continue;
      const said = says[row] as number;
      const rank = confirmed(rankOf(said), turned[row] as number, throughs[deskOf(said)] as number);
      yield { row, rank };
    }
  }

  /** The rows of a measure that were not struck, the last one first. */
  *#rowsOf(place: number): Generator<number> {
    for (let row = this.#last.values[place] as number; row >= 0; row = this.#next.values[row] as number)
      if (this.#struck[row] === 0) yield row;
  }

  #version(row: number): Version {
    const { from, to, set, goods, says, turned, recordedFrom, recordedTo, knownFrom, knownTo } = this.#rows.columns;
    const at = (column: Int32Array) => column[row] as number;
    const said = at(says);
    return {
      span: { from: at(from), to: at(to), set: at(set), goods: at(goods), any: anyOf(said), rank: rankOf(said), turned: at(turned) },
      desk: deskOf(said),
      recordedFrom: at(recordedFrom),
      recordedTo: at(recordedTo),
      knownFrom: at(knownFrom),
      knownTo: at(knownTo),
    };
  }

  #add(owner: number, { span, desk, recordedFrom, recordedTo, knownFrom, knownTo }: Version): void {
    const { from, to, set, goods, any, rank, turned } = span;
    const says = saying(rank, any, desk);
    const row = this.#rows.add(owner, from, to, says, turned, goods, set, recordedFrom, recordedTo, knownFrom, knownTo);
    if (row >= this.#struck.length) {
      const struck = new Uint8Array(Math.max(16, 2 * row));
      struck.set(this.#struck);
      this.#struck = struck;
    }
    this.#next.add(this.#last.values[owner] as number);
    this.#last.values[owner] = row;
    this.#stand(row);
  }

  #stand(row: number): void {
    const which = this.#which(row);
    const { turned, set } = this.#rows.columns;
    for (const room of this.#roomsOf(set[row] as number)) {
      const shelf = this.#shelves[room * SHELVES + which] as Shelf;
      shelf.put(row);
      this.#untidy.add(shelf);
      if ((which & 1) === 0 || turned[row] === 0) continue;
      const endings = this.#endings[room * ENDS.length + (which >> 1)] as Endings;
      endings.put(row);
      this.#untidy.add(endings);
    }
  }

  #strike(row: number): void {
    this.#struck[row] = 1;
    const which = this.#which(row);
    for (const room of this.#roomsOf(this.#rows.columns.set[row] as number)) {
      const shelf = this.#shelves[room * SHELVES + which] as Shelf;
      shelf.strike(row);
      this.#untidy.add(shelf);
    }
  }

  /** Which of a room's shelves a row stands on, by how it ends and whether it binds somebody. */
  #which(row: number): number {
    const { says, recordedTo, knownTo } = this.#rows.columns;
    const end = (recordedTo[row] === OPEN ? 0 : RECORDED) | (knownTo[row] === OPEN ? 0 : KNOWN);
    const binds = BINDING.has(ORDER[rankOf(says[row] as number)] as PartStatus);
    return 2 * end + (binds ? 0 : 1);
  }

  readonly #rooms: (readonly number[])[] = [];

  /** The rooms of a set of countries. */
  #roomsOf(set: number): readonly number[] {
    for (let next = this.#rooms.length; next <= set; next++) {
      const countries = placesIn(this.#shapes.sets[next] as Int32Array);
      this.#rooms.push(countries.length > WIDE ? [WIDE_ROOM] : countries);
    }
    return this.#rooms[set] as readonly number[];
  }

  /** Where to look for a region's measures. Kept while there is nothing new to look for. */
  #steps({ region, on, issuer, kind }: Sought): readonly Step[] {
    const key = `${region} ${epochOf(on)} ${issuer ?? ''} ${kind ?? ''}`;
    const size = this.#desks.length + this.#shapes.sets.length;
    const kept = this.#kept.get(key);
    if (kept?.size === size) return kept.steps;
    const asked =
      issuer || kind
        ? Uint8Array.from(this.#desks, (desk) => ((issuer?.includes(desk.issuer) ?? true) && (kind?.includes(desk.kind) ?? true) ? 1 : 0))
        : null;
    const steps = this.#walk(region, on, asked);
    if (this.#kept.size >= KEPT) this.#kept.clear();
    this.#kept.set(key, { size, steps });
    return steps;
  }

  readonly #kept = new Map<string, { readonly size: number; readonly steps: readonly Step[] }>();

  #walk(region: Region | null, on: ExactDay, asked: Uint8Array | null): Step[] {
    if (region === null) return ROOMS.map((room) => ({ room, sets: null, desks: asked }));
    if (region === 'world') return this.#abroad(on, asked);
    const countries = isBloc(region) ? members(region, on) : [region];
    const rooms = countries.map((country) => ({ room: COUNTRIES.indexOf(country), sets: null, desks: asked }));
    return countries.length === 0 ? [] : [...rooms, { room: WIDE_ROOM, sets: this.#sets(countries), desks: asked }];
  }

  /** Where to look for what bears on the world: in every country's room, but for the measures of that country's own issuers. */
  #abroad(on: ExactDay, asked: Uint8Array | null): Step[] {
    const issuers = [...new Set(this.#desks.map(({ issuer }) => issuer))];
    const but = (own: readonly Region[]) =>
      Uint8Array.from(this.#desks, ({ issuer }, desk) => (asked?.[desk] !== 0 && !own.includes(issuer) ? 1 : 0));
    const homes = new Map(issuers.map((issuer) => [issuer, isBloc(issuer) ? members(issuer, on) : [issuer]]));
    const rooms = COUNTRIES.map((country, room) => {
      const own = issuers.filter((issuer) => homes.get(issuer)?.includes(country));
      return { room, sets: null, desks: own.length > 0 ? but(own) : asked };
    });
    // Only a bloc can be home to all the countries of a wide set.
    const blocs = issuers.filter(isBloc);
    const wide = blocs.map((bloc) => ({
      room: WIDE_ROOM,
      sets: this.#sets([...countriesOf('world', on, bloc)]),
      desks: but(issuers.filter((issuer) => issuer !== bloc)),
    }));
    return [...rooms, { room: WIDE_ROOM, sets: null, desks: blocs.length > 0 ? but(blocs) : asked }, ...wide];
  }

  readonly #setsMet = new Map<string, Marks>();

  /** Which sets of countries have one of these. */
  #sets(countries: readonly string[]): Int32Array {
    const wanted = setOf(countries);
    const { sets } = this.#shapes;
    return marksOf(this.#setsMet, countries.join()).upTo(sets.length, (set) => common(sets[set] as Int32Array, wanted));
  }

  readonly #goodsMet = new Map<string, Marks>();

  /** Which classes of goods one of these items meets. */
  #goods(items: readonly number[]): Int32Array {
    return marksOf(this.#goodsMet, items.join()).upTo(this.#shapes.classes.length, (number) => {
      const { goods, bit } = this.#shapes.classes[number] as Shapes['classes'][number];
      return items.some((item) => ((goods.met[item] as number) & bit) !== 0);
    });
  }

  readonly #readings = new Map<string, Int32Array>();

  /** How far the publications of each desk were read at some clocks. What was said of a position never changes; the latest are kept. */
  #throughs({ clocks: { position, knownOn }, checked }: Seeing): Int32Array {
    const clocks = `${position} ${knownOn ?? ''}`;
    const kept = this.#readings.get(clocks);
    if (kept?.length === this.#desks.length) return kept;
    const known = new Map<string, number>();
    const throughs = Int32Array.from(this.#desks, ({ issuer, body }) => {
      const key = `${issuer} ${body ?? ''}`;
      let through = known.get(key);
      if (through === undefined) {
        const day = checked(issuer, body);
        through = day === null ? 0 : knownOn !== null && knownOn <= day ? OPEN : dayNumber(day);
        known.set(key, through);
      }
      return through;
    });
    if (this.#readings.size >= KEPT) this.#readings.clear();
    this.#readings.set(clocks, throughs);
    return throughs;
  }

  #desk(desk: Desk): number {
    const key = keyOf(desk);
    let number = this.#deskNumbers.get(key);
    if (number === undefined) {
      number = this.#desks.push(desk) - 1;
      this.#deskNumbers.set(key, number);
    }
    return number;
  }
}

/** What an image holds in words. */
interface Rest {
  readonly desks: readonly Desk[];
  readonly fluid: readonly MeasureId[];
}

const keyOf = ({ issuer, kind, body }: Desk): string => `${issuer} ${kind} ${body ?? ''}`;

/** How many ways to walk are kept. */
const KEPT = 1_000;

/** The statuses of what binds somebody, or did until its suspension. */
const BINDING: ReadonlySet<PartStatus> = new Set<PartStatus>(['in-force', 'suspended', 'unconfirmed']);

/** The desks whose publications were not read through a day. */
function behind(throughs: Int32Array, day: DayNumber): number[] {
  const desks: number[] = [];
  for (let desk = 0; desk < throughs.length; desk++) if ((throughs[desk] as number) < day) desks.push(desk);
  return desks;
}

/** The marks that are kept under a key. */
function marksOf(kept: Map<string, Marks>, key: string): Marks {
  let marks = kept.get(key);
  if (!marks) kept.set(key, (marks = new Marks()));
  return marks;
}

/** Whether any form of any act in a stream gives a scope that names `dual-use`. */
const namesDualUse = (events: readonly Recorded[]): boolean =>
  events.some((event) => {
    const said = event.type === 'record.corrected' ? event.data.replacement.data : event.data;
    const { scope } = said as { readonly scope?: Partial<Scope> };
    return scope?.items !== 'all' && scope?.items?.some(({ item }) => item === DUAL_USE);
  });
