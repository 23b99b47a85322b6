import { type Bitmap, bitmapFor, type Sections, sectionsUnder, textsOf, withPrefix } from '@in-force/columns';
import type { MeasureId, Recorded, Region, Scope } from '@in-force/events';
import { BINDING, namesDualUse, ORDER, type PartStatus, type RecordView } from '@in-force/rules';
import { type Facet, Facets, facetsBehind, type ReadView, readViewOf } from './facets.js';
import { FullScan } from './full-scan.js';
import { IdOrder } from './id-order.js';
import { ItemClasses, itemNumbers, meetsItem } from './item-classes.js';
import { PARTITIONS, Partitions, type PlaceQuery } from './partitions.js';
import { NONE, rankOf, type ScanState } from './scan.js';
import { SegmentList } from './segment-list.js';
import { OPEN, type Version, versionsOf } from './span-versions.js';
import type { MeasureStatus, Statuses, StatusIndex, StatusQuery } from './status-index.js';
import { basicDay } from './status-spans.js';
import { UnconfirmedIndex } from './unconfirmed-index.js';
import { VersionTable } from './version-table.js';

/** What a lookup is asked: a day, a region and the places of items in the vocabulary, null for any. */
export interface Query extends PlaceQuery {
  readonly items: readonly number[] | null;
  /** Also what does not bind now: announced, ended. */
  readonly whole: boolean;
  /** The statuses of which each measure is told; the others are counted. Null: all. */
  readonly wanted: readonly string[] | null;
  /** Measures to be passed over. */
  readonly without: Iterable<MeasureId>;
}

/** The measures that were asked for, and what else was met. */
export interface Hits {
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
const VISIBLE_ENDS = ENDS.map((back) => ENDS.filter((end) => (end & ~back) === 0));

/** The shelves of a room: of each way to end, what binds and the rest. */
const LISTS = 2 * ENDS.length;

/**
 * Finds the measures that bear on a region and an item on a day at any clocks, and their status, without folding them: the rows of the
 * ledger stand in a room for each country, those that bear on many countries in one for all.
 */
export class ColumnIndex implements StatusIndex {
  readonly #versions: VersionTable;
  readonly #classes: ItemClasses;
  readonly #facets: Facets;
  readonly #partitions: Partitions;
  readonly #order: IdOrder;
  readonly #dependent: Set<MeasureId>;
  readonly #listedByCodes: Set<MeasureId>;
  readonly #dependentNumbers: Set<number>;
  readonly #segmentLists: readonly SegmentList[];
  /** Of each room, and each way to end, what the calendar alone ended. */
  readonly #unconfirmed: readonly UnconfirmedIndex[];
  /** What may have something to tidy. */
  readonly #needCompaction = new Set<SegmentList | UnconfirmedIndex>();
  /** All that it holds, measure by measure. */
  readonly fullScan: FullScan;

  constructor(sections?: Sections) {
    const rest = sections ? (JSON.parse(textsOf(sections, 'rest')[0] as string) as Rest) : { desks: [], fluid: [], bare: [] };
    this.#versions = new VersionTable(sections);
    this.#classes = new ItemClasses(sections && sectionsUnder(sections, 'shapes.'));
    this.#facets = new Facets([...rest.desks]);
    this.#partitions = new Partitions(this.#classes, this.#facets);
    this.#order = new IdOrder(this.#versions.measures.all);
    this.#dependent = new Set(rest.fluid);
    this.#listedByCodes = new Set(rest.bare);
    this.#dependentNumbers = new Set(rest.fluid.flatMap((id) => this.#versions.measures.find(id) ?? []));
    this.fullScan = new FullScan(this.#versions, this.#classes, this.#facets);
    const { rows, deleted: struck } = this.#versions;
    this.#segmentLists = Array.from({ length: PARTITIONS.length * LISTS }, () => new SegmentList(rows));
    this.#unconfirmed = Array.from({ length: PARTITIONS.length * ENDS.length }, () => new UnconfirmedIndex(rows));
    for (let row = 0; row < rows.size; row++) if (struck[row] === 0) this.#insert(row);
  }

  /** What can be written down of it. */
  get image(): Sections {
    const rest: Rest = { desks: this.#facets.all, fluid: [...this.#dependent], bare: [...this.#listedByCodes] };
    return new Map([...this.#versions.image, ...withPrefix('shapes.', this.#classes.image), ['rest', [JSON.stringify(rest)]]]);
  }

  /** Takes in what the stream of a measure holds now. */
  index(id: MeasureId, events: readonly Recorded[]): void {
    const ledger = this.#versions;
    const measure = ledger.numberOf(id);
    // What ended at some position stays as it is for ever.
    const before = ledger.rowsOf(measure).filter((row) => ledger.rows.columns.recordedTo[row] === OPEN);
    const versions = before.map((row) => ledger.version(row));
    const after = new Set(
      versionsOf(events, ledger.indexedEvents(measure), versions, this.#classes, ({ issuer, kind }, body) =>
        this.#facets.numberOf({ issuer, body, kind }),
      ),
    );
    ledger.noteIndexed(measure, events.length);
    for (const [index, row] of before.entries()) if (!after.delete(versions[index] as Version)) this.#delete(row);
    for (const version of after) this.#insert(ledger.add(measure, version));
    const scopes = scopesIn(events);
    if (scopes.some(namesDualUse)) {
      this.#dependent.add(id);
      this.#dependentNumbers.add(measure);
    }
    if (scopes.some(({ items }) => items !== 'all' && items.some(({ item }) => item === undefined))) this.#listedByCodes.add(id);
  }

  /** The measures whose items hang on other measures: what is asked about an item of them, this cannot tell. */
  dependsOnOthers = (): ReadonlySet<MeasureId> => this.#dependent;
  isDependent = (measure: number): boolean => this.#dependentNumbers.has(measure);

  /** The measures that list anything by its codes alone, which is no item of the vocabulary. */
  listedByCodes = (): ReadonlySet<MeasureId> => this.#listedByCodes;

  /** How many rows it keeps, and the memory that they take, in bytes. */
  get size(): { readonly rows: number; readonly bytes: number } {
    const shelves = [...this.#segmentLists, ...this.#unconfirmed].reduce((sum, { bytes }) => sum + bytes, 0);
    return { rows: this.#versions.rows.size, bytes: this.#versions.bytes + shelves };
  }

  /** Puts one volume in order, where questions go the slower the longer it is left. @returns whether there was one. */
  compact(): boolean {
    for (const shelf of this.#needCompaction) {
      if (shelf.compact(this.#versions.deleted)) return true;
      this.#needCompaction.delete(shelf);
    }
    return false;
  }

  /** Tells each measure that the question meets and whose joint status is wanted, and counts the others. */
  find(sought: Query, seeing: ReadView, ordered: boolean): Hits {
    this.#growBuffers();
    const { whole, on } = sought;
    const { latest, clocks } = seeing;
    const day = basicDay(on);
    const throughs = this.#facets.checkedThrough(seeing);
    const back = (latest ? 0 : RECORDED) | (clocks.knownOn === null ? 0 : KNOWN);
    const probe: ScanState = {
      day,
      position: clocks.position,
      knownOn: clocks.knownOn === null ? OPEN - 1 : basicDay(clocks.knownOn),
      past: back > 0,
      classes: sought.items && this.#classesMeeting(sought.items),
      checkedThrough: throughs,
      behind: facetsBehind(throughs, day),
      deleted: this.#versions.deleted,
      passedOver: this.#flagged(sought.without),
      bestRank: this.#best,
      facetsSeen: new Uint8Array(this.#facets.all.length),
      hits: this.#found,
      count: 0,
    };
    for (const step of this.#partitions.steps(sought)) {
      for (const end of VISIBLE_ENDS[back] as readonly number[]) {
        const shelf = step.partition * LISTS + 2 * end;
        this.#segmentLists[shelf]?.scan(probe, step);
        const rest = whole ? this.#segmentLists[shelf + 1] : this.#unconfirmed[step.partition * ENDS.length + end];
        rest?.scan(probe, step);
      }
    }
    return this.#hits(probe, sought.wanted, ordered);
  }

  #best = new Uint8Array(0);
  #found = new Int32Array(0);

  /** Returns 1 at the numbers of some measures; null where there are none. */
  #flagged(ids: Iterable<MeasureId>): Uint8Array | null {
    let flags: Uint8Array | null = null;
    for (const id of ids) {
      const measure = this.#versions.measures.find(id);
      if (measure === undefined) continue;
      flags ??= new Uint8Array(this.#versions.measures.all.length);
      flags[measure] = 1;
    }
    return flags;
  }

  /** Makes room for as many measures as there are. */
  #growBuffers(): void {
    if (this.#best.length >= this.#versions.measures.all.length) return;
    this.#best = new Uint8Array(2 * this.#versions.measures.all.length).fill(NONE);
    this.#found = new Int32Array(2 * this.#versions.measures.all.length);
  }

  #hits({ count, facetsSeen: seen }: ScanState, wanted: Query['wanted'], ordered: boolean): Hits {
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
      issuers: () => this.#facets.issuers((desk) => seen[desk] === 1),
    };
  }

  /** Looks every measure up but those of a set, which it knows nothing about then. In O(what is open that day where the question asks). */
  statuses(query: StatusQuery, view: RecordView, without: ReadonlySet<MeasureId> = new Set()): Statuses {
    const { on, region, issuer, kind, status: wanted } = query;
    const items = itemNumbers(view.goods(query.item));
    const { measures, ranks, counted, issuers } = this.find(
      { on, region, items, issuer, kind, whole: true, wanted, without },
      readViewOf(view),
      true,
    );
    const named: MeasureStatus[] = [];
    for (let at = 0; at < measures.length; at++) {
      const measure = measures[at] as number;
      const id = this.idOf(measure);
      named.push({ id, status: ORDER[ranks[at] as number] as PartStatus, frame: this.isDependent(measure) && view.isFrame(id, on) });
    }
    const others = ORDER.flatMap((status, rank) => (counted[rank] === 0 ? [] : [[status, counted[rank] as number] as const]));
    return { named, counted: new Map(others), issuers: new Set(issuers()) };
  }

  /** The id of a measure by its number. */
  idOf = (measure: number): MeasureId => this.#versions.measures.all[measure] as MeasureId;

  #insert(row: number): void {
    const which = this.#listOf(row);
    const { turned, set } = this.#versions.rows.columns;
    for (const room of this.#partitions.of(set[row] as number)) {
      const shelf = this.#segmentLists[room * LISTS + which] as SegmentList;
      shelf.insert(row);
      this.#needCompaction.add(shelf);
      if ((which & 1) === 0 || turned[row] === 0) continue;
      const endings = this.#unconfirmed[room * ENDS.length + (which >> 1)] as UnconfirmedIndex;
      endings.insert(row);
      this.#needCompaction.add(endings);
    }
  }

  #delete(row: number): void {
    this.#versions.delete(row);
    const which = this.#listOf(row);
    for (const room of this.#partitions.of(this.#versions.rows.columns.set[row] as number)) {
      const shelf = this.#segmentLists[room * LISTS + which] as SegmentList;
      shelf.delete(row);
      this.#needCompaction.add(shelf);
    }
  }

  /** Which of a room's shelves a row stands on, by how it ends and whether it binds somebody. */
  #listOf(row: number): number {
    const { says, recordedTo, knownTo } = this.#versions.rows.columns;
    const end = (recordedTo[row] === OPEN ? 0 : RECORDED) | (knownTo[row] === OPEN ? 0 : KNOWN);
    const binds = BINDING.has(ORDER[rankOf(says[row] as number)] as PartStatus);
    return 2 * end + (binds ? 0 : 1);
  }

  readonly #bitmaps = new Map<string, Bitmap>();

  /** Which classes of goods one of these items meets. */
  #classesMeeting(items: readonly number[]): Int32Array {
    return bitmapFor(this.#bitmaps, items.join()).wordsFor(this.#classes.classes.length, (number) => {
      const goods = this.#classes.classes[number] as ItemClasses['classes'][number];
      return items.some((item) => meetsItem(goods, item));
    });
  }
}

/** What an image holds in words. */
interface Rest {
  readonly desks: readonly Facet[];
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
