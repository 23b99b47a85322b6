import { type Bitmap, ByteVector, bitmapFor, IntVector, type Sections, sectionsUnder, textsOf, withPrefix } from '@in-force/columns';
import { formOf, type MeasureId, type Recorded, type Region, type Scope } from '@in-force/events';
import { namesDualUse, ORDER, type PartStatus, type RecordView } from '@in-force/rules';
import { basicDay } from './basic-day.js';
import { type Facet, Facets, facetsBehind, type ReadView, readViewOf } from './facets.js';
import { FullScan } from './full-scan.js';
import { IdOrder } from './id-order.js';
import { ItemClasses, itemNumbers, meetsItem } from './item-classes.js';
import { Partitions, type PlaceQuery } from './partitions.js';
import { KNOWN, RECORDED, RowLists } from './row-lists.js';
import { NONE, type ScanState } from './scan.js';
import { OPEN, type Version, versionsOf } from './span-versions.js';
import type { MeasureStatus, Statuses, StatusIndex, StatusQuery } from './status-index.js';
import { VersionTable } from './version-table.js';

/** A query: a day, a region, and the numbers of items in the vocabulary, null for any. */
export interface Query extends PlaceQuery {
  readonly items: readonly number[] | null;
  /** Whether what binds nobody now is asked about too: announced, ended. */
  readonly whole: boolean;
  /** The statuses of which the measures are listed; the others are counted. Null: all. */
  readonly wanted: readonly string[] | null;
  /** Measures to be left out. */
  readonly without: Iterable<MeasureId>;
}

/** The hits of a query. */
export interface Hits {
  /** The numbers of the measures with a status that is wanted; `idOf` returns their ids. */
  readonly measures: Int32Array;
  /** Of each of them the rank of its status in `ORDER`. */
  readonly ranks: Uint8Array;
  /** How many measures have each other status, by its rank. */
  readonly counted: Int32Array;
  /** Returns the issuers of all of them. */
  readonly issuers: () => readonly Region[];
}

/** What is kept in the snapshot as JSON. */
interface Metadata {
  readonly facets: readonly Facet[];
  readonly dependent: readonly MeasureId[];
  readonly listedByCodes: readonly MeasureId[];
}

/**
 * The index of statuses: finds the measures that bear on a region and an item on a day, at any clocks, with their status, and folds
 * none. A version table keeps the rows, and partitions of segments find those that are open. A query costs O(rows open on its day in the
 * partitions of its region), and sorting what is found.
 */
export class ColumnIndex implements StatusIndex {
  /** Scans all rows, measure by measure. */
  readonly fullScan: FullScan;
  readonly #table: VersionTable;
  readonly #classes: ItemClasses;
  readonly #facets: Facets;
  readonly #partitions: Partitions;
  readonly #lists: RowLists;
  readonly #order: IdOrder;
  readonly #dependent: Set<MeasureId>;
  readonly #dependentNumbers: Set<number>;
  readonly #listedByCodes: Set<MeasureId>;
  /** By the items asked about, the classes of goods that meet one of them. */
  readonly #classesMeeting = new Map<string, Bitmap>();
  /** Buffers that each query uses anew: the best rank of each measure, `NONE` between queries, and the hits. */
  readonly #bestRank = new ByteVector();
  readonly #hits = new IntVector();

  constructor(sections?: Sections) {
    const metadata: Metadata = sections
      ? (JSON.parse(textsOf(sections, 'metadata')[0] as string) as Metadata)
      : { facets: [], dependent: [], listedByCodes: [] };
    this.#table = new VersionTable(sections);
    this.#classes = new ItemClasses(sections && sectionsUnder(sections, 'itemClasses.'));
    this.#facets = new Facets([...metadata.facets]);
    this.#partitions = new Partitions(this.#classes, this.#facets);
    this.#lists = new RowLists(this.#table, this.#partitions);
    this.#order = new IdOrder(this.#table.measures.names);
    this.#dependent = new Set(metadata.dependent);
    this.#dependentNumbers = new Set(metadata.dependent.flatMap((id) => this.#table.measures.find(id) ?? []));
    this.#listedByCodes = new Set(metadata.listedByCodes);
    this.fullScan = new FullScan(this.#table, this.#classes, this.#facets);
  }

  /** Returns the index as sections of a snapshot. The segments are made anew from the rows. */
  get sections(): Sections {
    const metadata: Metadata = { facets: this.#facets.all, dependent: [...this.#dependent], listedByCodes: [...this.#listedByCodes] };
    return new Map([
      ...this.#table.sections,
      ...withPrefix('itemClasses.', this.#classes.sections),
      ['metadata', [JSON.stringify(metadata)]],
    ]);
  }

  /** Returns how many rows there are, and the memory that they take, in bytes. */
  get size(): { readonly rows: number; readonly bytes: number } {
    return { rows: this.#table.rows.size, bytes: this.#table.bytes + this.#lists.bytes };
  }

  /** Indexes the events that the stream of a measure holds now: deletes the rows that changed, and inserts those that took their place. */
  index(id: MeasureId, events: readonly Recorded[]): void {
    const table = this.#table;
    const measure = table.numberOf(id);
    // What ended at some position stays as it is for ever.
    const rows = table.rowsOf(measure).filter((row) => table.rows.columns.recordedTo[row] === OPEN);
    const versions = rows.map((row) => table.version(row));
    const after = new Set(
      versionsOf(events, table.indexedEvents(measure), versions, this.#classes, ({ issuer, kind }, body) =>
        this.#facets.numberOf({ issuer, body, kind }),
      ),
    );
    table.setIndexedEvents(measure, events.length);
    for (const [at, row] of rows.entries())
      if (!after.delete(versions[at] as Version)) {
        table.delete(row);
        this.#lists.delete(row);
      }
    for (const version of after) this.#lists.insert(table.add(measure, version));
    const scopes = scopesIn(events);
    if (scopes.some(namesDualUse)) {
      this.#dependent.add(id);
      this.#dependentNumbers.add(measure);
    }
    if (scopes.some(({ items }) => items !== 'all' && items.some(({ item }) => item === undefined))) this.#listedByCodes.add(id);
  }

  /** Compacts one part of the index that needs it: queries get the slower, the longer that is left. @returns whether there was one. */
  compact(): boolean {
    return this.#lists.compact();
  }

  /** Returns the measures that a query hits and whose joint status is wanted, in order of id where `ordered`, and counts the others. */
  find(query: Query, view: ReadView, ordered: boolean): Hits {
    const measures = this.#table.measures.names.length;
    this.#bestRank.fillTo(measures, NONE);
    this.#hits.fillTo(measures, 0);
    const { latest, clocks } = view;
    const day = basicDay(query.on);
    const checkedThrough = this.#facets.checkedThrough(view);
    const setBack = (latest ? 0 : RECORDED) | (clocks.knownOn === null ? 0 : KNOWN);
    const bestRank = this.#bestRank.values;
    const state: ScanState = {
      day,
      position: clocks.position,
      knownOn: clocks.knownOn === null ? OPEN - 1 : basicDay(clocks.knownOn),
      past: setBack > 0,
      classes: query.items && this.#classesOf(query.items),
      checkedThrough,
      behind: facetsBehind(checkedThrough, day),
      deleted: this.#table.deleted,
      without: this.#flagsOf(query.without),
      bestRank,
      facetsSeen: new Uint8Array(this.#facets.all.length),
      hits: this.#hits.values,
      count: 0,
    };
    this.#lists.scan(state, this.#partitions.steps(query), setBack, query.whole);
    return this.#hitsOf(state, query.wanted, ordered);
  }

  /** Looks every measure up, except for those of a set. Costs what `find` does. */
  statuses(query: StatusQuery, view: RecordView, without: ReadonlySet<MeasureId> = new Set()): Statuses {
    const { on, region, issuer, kind, status: wanted } = query;
    const items = itemNumbers(view.goods(query.item));
    const hits = this.find({ on, region, items, issuer, kind, whole: true, wanted, without }, readViewOf(view), true);
    const named: MeasureStatus[] = [];
    for (let at = 0; at < hits.measures.length; at++) {
      const measure = hits.measures[at] as number;
      const id = this.idOf(measure);
      named.push({ id, status: ORDER[hits.ranks[at] as number] as PartStatus, frame: this.isDependent(measure) && view.isFrame(id, on) });
    }
    const counted = ORDER.flatMap((status, rank) => (hits.counted[rank] === 0 ? [] : [[status, hits.counted[rank] as number] as const]));
    return { named, counted: new Map(counted), issuers: new Set(hits.issuers()) };
  }

  /** Returns the id of a measure by its number. */
  idOf(measure: number): MeasureId {
    return this.#table.measures.names[measure] as MeasureId;
  }

  /** Returns the measures whose items depend on other measures: their status for an item is none that the index can tell. */
  dependsOnOthers(): ReadonlySet<MeasureId> {
    return this.#dependent;
  }

  /** Returns whether a measure, by its number, is one of those. */
  isDependent(measure: number): boolean {
    return this.#dependentNumbers.has(measure);
  }

  /** Returns the measures that list anything by its codes alone, which is no item of the vocabulary. */
  listedByCodes(): ReadonlySet<MeasureId> {
    return this.#listedByCodes;
  }

  /** Returns 1 at the numbers of some measures; null where there are none. */
  #flagsOf(ids: Iterable<MeasureId>): Uint8Array | null {
    let flags: Uint8Array | null = null;
    for (const id of ids) {
      const measure = this.#table.measures.find(id);
      if (measure === undefined) continue;
      flags ??= new Uint8Array(this.#table.measures.names.length);
      flags[measure] = 1;
    }
    return flags;
  }

  /** Returns the hits of a scan, and clears the buffers. */
  #hitsOf({ count, facetsSeen, bestRank, hits }: ScanState, wanted: Query['wanted'], ordered: boolean): Hits {
    const counted = new Int32Array(ORDER.length);
    const listed = new Uint8Array(ORDER.length);
    for (let rank = 0; rank < listed.length; rank++) listed[rank] = wanted === null || wanted.includes(ORDER[rank] as PartStatus) ? 1 : 0;
    let size = 0;
    for (let at = 0; at < count; at++) {
      const measure = hits[at] as number;
      const rank = bestRank[measure] as number;
      if (listed[rank] === 1) hits[size++] = measure;
      else {
        counted[rank] = (counted[rank] as number) + 1;
        bestRank[measure] = NONE;
      }
    }
    const measures = hits.slice(0, size);
    if (ordered) this.#order.sort(measures);
    const ranks = new Uint8Array(size);
    for (let at = 0; at < size; at++) {
      const measure = measures[at] as number;
      ranks[at] = bestRank[measure] as number;
      bestRank[measure] = NONE;
    }
    return { measures, ranks, counted, issuers: () => this.#facets.issuers((facet) => facetsSeen[facet] === 1) };
  }

  /** Returns the words of a bitmap of the classes of goods that meet one of these items. */
  #classesOf(items: readonly number[]): Int32Array {
    const { classes } = this.#classes;
    return bitmapFor(this.#classesMeeting, items.join()).extend(classes.length, (number) =>
      items.some((item) => meetsItem(classes[number] as ItemClasses['classes'][number], item)),
    );
  }
}

/** Returns every scope that any form of any act in a stream gives. */
const scopesIn = (events: readonly Recorded[]): Scope[] =>
  events.flatMap((event) => {
    const { scope } = formOf(event).data as { readonly scope?: Scope };
    return scope ? [scope] : [];
  });
