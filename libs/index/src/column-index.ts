import { type Image, type Marks, marksOf, named, partOf, texts } from '@in-force/columns';
import type { MeasureId, Recorded, Region, Scope } from '@in-force/events';
import { BINDING, namesDualUse, ORDER, type PartStatus } from '@in-force/rules';
import { behind, type Desk, Desks, type Seeing } from './facets.js';
import { Panel } from './full-scan.js';
import { Ordering } from './id-order.js';
import { meetsItem, Shapes } from './item-classes.js';
import { ROOMS, Rooms, type Where } from './partitions.js';
import { NONE, type Probe, rankOf } from './scan.js';
import { Shelf } from './segment-list.js';
import { OPEN, type Version, versionsOf } from './span-versions.js';
import { dayNumber } from './status-spans.js';
import { Endings } from './unconfirmed-index.js';
import { Ledger } from './version-table.js';

/** What a lookup is asked: a day, a region and the places of items in the vocabulary, null for any. */
export interface Sought extends Where {
  readonly items: readonly number[] | null;
  /** Also what does not bind now: announced, ended. */
  readonly whole: boolean;
  /** The statuses of which each measure is told; the others are counted. Null: all. */
  readonly wanted: readonly string[] | null;
  /** Measures to be passed over. */
  readonly without: Iterable<MeasureId>;
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

/** The ways in which a row ends at clocks: at none, at a later position, on a later day of publication, at both. */
const ENDS = [0, 1, 2, 3];
const RECORDED = 1;
const KNOWN = 2;
/** What ended at a clock shows only to those who set that clock back: the ways to end that show, by the clocks set back. */
const SHOWN = ENDS.map((back) => ENDS.filter((end) => (end & ~back) === 0));

/** The shelves of a room: of each way to end, what binds and the rest. */
const SHELVES = 2 * ENDS.length;

/**
 * Finds the measures that bear on a region and an item on a day at any clocks, and their status, without folding them: the rows of the
 * ledger stand in a room for each country, those that bear on many countries in one for all.
 */
export class Lookup {
  readonly #ledger: Ledger;
  readonly #shapes: Shapes;
  readonly #desks: Desks;
  readonly #rooms: Rooms;
  readonly #order: Ordering;
  readonly #fluid: Set<MeasureId>;
  readonly #bare: Set<MeasureId>;
  readonly #fluidNumbers: Set<number>;
  readonly #shelves: readonly Shelf[];
  /** Of each room, and each way to end, what the calendar alone ended. */
  readonly #endings: readonly Endings[];
  /** What may have something to tidy. */
  readonly #untidy = new Set<Shelf | Endings>();
  /** All that it holds, measure by measure. */
  readonly panel: Panel;

  constructor(image?: Image) {
    const rest = image ? (JSON.parse(texts(image, 'rest')[0] as string) as Rest) : { desks: [], fluid: [], bare: [] };
    this.#ledger = new Ledger(image);
    this.#shapes = new Shapes(image && partOf(image, 'shapes.'));
    this.#desks = new Desks([...rest.desks]);
    this.#rooms = new Rooms(this.#shapes, this.#desks);
    this.#order = new Ordering(this.#ledger.measures.all);
    this.#fluid = new Set(rest.fluid);
    this.#bare = new Set(rest.bare);
    this.#fluidNumbers = new Set(rest.fluid.flatMap((id) => this.#ledger.measures.find(id) ?? []));
    this.panel = new Panel(this.#ledger, this.#shapes, this.#desks);
    const { rows, struck } = this.#ledger;
    this.#shelves = Array.from({ length: ROOMS.length * SHELVES }, () => new Shelf(rows));
    this.#endings = Array.from({ length: ROOMS.length * ENDS.length }, () => new Endings(rows));
    for (let row = 0; row < rows.size; row++) if (struck[row] === 0) this.#stand(row);
  }

  /** What can be written down of it. */
  get image(): Image {
    const rest: Rest = { desks: this.#desks.all, fluid: [...this.#fluid], bare: [...this.#bare] };
    return new Map([...this.#ledger.image, ...named('shapes.', this.#shapes.image), ['rest', [JSON.stringify(rest)]]]);
  }

  /** Takes in what the stream of a measure holds now. */
  put(id: MeasureId, events: readonly Recorded[]): void {
    const ledger = this.#ledger;
    const measure = ledger.numberOf(id);
    // What ended at some position stays as it is for ever.
    const before = ledger.rowsOf(measure).filter((row) => ledger.rows.columns.recordedTo[row] === OPEN);
    const versions = before.map((row) => ledger.version(row));
    const after = new Set(
      versionsOf(events, ledger.taken(measure), versions, this.#shapes, ({ issuer, kind }, body) =>
        this.#desks.numberOf({ issuer, body, kind }),
      ),
    );
    ledger.take(measure, events.length);
    for (const [index, row] of before.entries()) if (!after.delete(versions[index] as Version)) this.#strike(row);
    for (const version of after) this.#stand(ledger.add(measure, version));
    const scopes = scopesIn(events);
    if (scopes.some(namesDualUse)) {
      this.#fluid.add(id);
      this.#fluidNumbers.add(measure);
    }
    if (scopes.some(({ items }) => items !== 'all' && items.some(({ item }) => item === undefined))) this.#bare.add(id);
  }

  /** The measures whose items hang on other measures: what is asked about an item of them, this cannot tell. */
  fluid = (): ReadonlySet<MeasureId> => this.#fluid;
  isFluid = (measure: number): boolean => this.#fluidNumbers.has(measure);

  /** The measures that list anything by its codes alone, which is no item of the vocabulary. */
  bare = (): ReadonlySet<MeasureId> => this.#bare;

  /** How many rows it keeps, and the memory that they take, in bytes. */
  get size(): { readonly rows: number; readonly bytes: number } {
    const shelves = [...this.#shelves, ...this.#endings].reduce((sum, { bytes }) => sum + bytes, 0);
    return { rows: this.#ledger.rows.size, bytes: this.#ledger.bytes + shelves };
  }

  /** Puts one volume in order, where questions go the slower the longer it is left. @returns whether there was one. */
  tidy(): boolean {
    for (const shelf of this.#untidy) {
      if (shelf.tidy(this.#ledger.struck)) return true;
      this.#untidy.delete(shelf);
    }
    return false;
  }

  /** Tells each measure that the question meets and whose joint status is wanted, and counts the others. */
  find(sought: Sought, seeing: Seeing, ordered: boolean): Found {
    this.#makeRoom();
    const { whole, on } = sought;
    const { latest, clocks } = seeing;
    const day = dayNumber(on);
    const throughs = this.#desks.throughs(seeing);
    const back = (latest ? 0 : RECORDED) | (clocks.knownOn === null ? 0 : KNOWN);
    const probe: Probe = {
      day,
      position: clocks.position,
      knownOn: clocks.knownOn === null ? OPEN - 1 : dayNumber(clocks.knownOn),
      past: back > 0,
      goods: sought.items && this.#goods(sought.items),
      throughs,
      behind: behind(throughs, day),
      struck: this.#ledger.struck,
      best: this.#best,
      seen: new Uint8Array(this.#desks.all.length),
      found: this.#found,
      count: 0,
    };
    // What is passed over looks as if it had been found already.
    const without = [...sought.without].flatMap((id) => this.#ledger.measures.find(id) ?? []);
    for (const place of without) this.#best[place] = 0;
    for (const step of this.#rooms.steps(sought)) {
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
  #makeRoom(): void {
    if (this.#best.length >= this.#ledger.measures.all.length) return;
    this.#best = new Uint8Array(2 * this.#ledger.measures.all.length).fill(NONE);
    this.#found = new Int32Array(2 * this.#ledger.measures.all.length);
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
    const measures = found.slice(0, told);
    if (ordered) this.#order.sort(measures);
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
      issuers: () => this.#desks.issuers((desk) => seen[desk] === 1),
    };
  }

  /** The id of a measure by its number. */
  idOf = (measure: number): MeasureId => this.#ledger.measures.all[measure] as MeasureId;

  #stand(row: number): void {
    const which = this.#which(row);
    const { turned, set } = this.#ledger.rows.columns;
    for (const room of this.#rooms.of(set[row] as number)) {
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
    this.#ledger.strike(row);
    const which = this.#which(row);
    for (const room of this.#rooms.of(this.#ledger.rows.columns.set[row] as number)) {
      const shelf = this.#shelves[room * SHELVES + which] as Shelf;
      shelf.strike(row);
      this.#untidy.add(shelf);
    }
  }

  /** Which of a room's shelves a row stands on, by how it ends and whether it binds somebody. */
  #which(row: number): number {
    const { says, recordedTo, knownTo } = this.#ledger.rows.columns;
    const end = (recordedTo[row] === OPEN ? 0 : RECORDED) | (knownTo[row] === OPEN ? 0 : KNOWN);
    const binds = BINDING.has(ORDER[rankOf(says[row] as number)] as PartStatus);
    return 2 * end + (binds ? 0 : 1);
  }

  readonly #goodsMet = new Map<string, Marks>();

  /** Which classes of goods one of these items meets. */
  #goods(items: readonly number[]): Int32Array {
    return marksOf(this.#goodsMet, items.join()).upTo(this.#shapes.classes.length, (number) => {
      const goods = this.#shapes.classes[number] as Shapes['classes'][number];
      return items.some((item) => meetsItem(goods, item));
    });
  }
}

/** What an image holds in words. */
interface Rest {
  readonly desks: readonly Desk[];
  readonly fluid: readonly MeasureId[];
  readonly bare: readonly MeasureId[];
}

/** Every scope that any form of any act in a stream gives. */
const scopesIn = (events: readonly Recorded[]): Scope[] =>
  events.flatMap((event) => {
    const said = event.type === 'record.corrected' ? event.data.replacement.data : event.data;
    const { scope } = said as { readonly scope?: Scope };
    return scope ? [scope] : [];
  });
