import { type Sections, sectionsUnder, textsOf, withPrefix } from '@in-force/columns';
import type { MeasureId, Recorded, Region } from '@in-force/events';
import { ORDER, type PartStatus, type RecordView } from '@in-force/rules';
import { basicDay } from './basic-day.js';
import { BitmapCache } from './bitmap-cache.js';
import { type Facet, Facets, facetsBehind, type ReadView, readViewOf } from './facets.js';
import { FullScan } from './full-scan.js';
import { HitBuffers, type Hits } from './hits.js';
import { IdOrder } from './id-order.js';
import { type ItemClass, meetsItem } from './item-classes.js';
import { itemNumbers } from './item-numbers.js';
import { Partitions, type PlaceQuery } from './partitions.js';
import { KNOWN, RECORDED, RowLists } from './row-lists.js';
import type { ScanState } from './scan.js';
import { type KeptMarks, ScopeMarks } from './scope-marks.js';
import { ScopePartitions } from './scope-partitions.js';
import { OPEN, type Version, versionsOf } from './span-versions.js';
import type { MeasureStatus, Statuses, StatusIndex, StatusQuery } from './status-index.js';
import { VersionTable } from './version-table.js';

/** A query: a day, a region, and the numbers of items in the vocabulary, null for any. */
export interface Query extends PlaceQuery {
  readonly items: readonly number[] | null;
  /** True where what binds nobody now is asked about too: announced, ended. */
  readonly whole: boolean;
  /** The statuses of which the measures are listed; the others are counted. Null: all. */
  readonly wanted: readonly string[] | null;
  /** Measures to be left out. */
  readonly without: Iterable<MeasureId>;
}

/** The metadata of a snapshot: what is kept in it as JSON. */
interface Metadata extends KeptMarks {
  readonly facets: readonly Facet[];
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
  readonly #scopes: ScopePartitions;
  readonly #facets: Facets;
  readonly #partitions: Partitions;
  readonly #lists: RowLists;
  readonly #order: IdOrder;
  readonly #marks: ScopeMarks;
  /** By the items asked about, the classes of goods that meet one of them. */
  readonly #classesMeeting = new BitmapCache(1_000); // every item of the vocabulary, and the codes in use
  readonly #buffers = new HitBuffers();

  constructor(sections?: Sections) {
    const metadata: Metadata = sections
      ? (JSON.parse(textsOf(sections, 'metadata')[0] as string) as Metadata)
      : { facets: [], dependent: [], listedByCodes: [] };
    this.#table = new VersionTable(sections);
    this.#scopes = new ScopePartitions(sections && sectionsUnder(sections, 'itemClasses.'));
    this.#facets = new Facets([...metadata.facets]);
    this.#partitions = new Partitions(this.#scopes.sets, this.#facets);
    this.#lists = new RowLists(this.#table, this.#partitions);
    this.#order = new IdOrder(this.#table.measures.names);
    this.#marks = new ScopeMarks(metadata, (id) => this.#table.measures.find(id));
    this.fullScan = new FullScan(this.#table, this.#scopes, this.#facets);
  }

  /** Returns the index as sections of a snapshot. The segments are made anew from the rows. */
  get sections(): Sections {
    const metadata: Metadata = { facets: this.#facets.all, ...this.#marks.kept };
    return new Map([
      ...this.#table.sections,
      ...withPrefix('itemClasses.', this.#scopes.sections),
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
      versionsOf(events, table.indexedEvents(measure), versions, this.#scopes, ({ issuer, kind }, body) =>
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
    this.#marks.mark(id, measure, events);
  }

  /** Compacts one part of the index that needs it: queries get the slower, the longer that is left. @returns whether there was one. */
  compact(): boolean {
    return this.#lists.compact();
  }

  /** Returns the measures that a query hits and whose joint status is wanted, in order of id where `ordered`, and counts the others. */
  find(query: Query, view: ReadView, ordered: boolean): Hits {
    const { latest, clocks } = view;
    const day = basicDay(query.on);
    const checkedThrough = this.#facets.checkedThrough(view);
    const setBack = (latest ? 0 : RECORDED) | (clocks.knownOn === null ? 0 : KNOWN);
    const { bestRank, hits } = this.#buffers.ready(this.#table.measures.names.length);
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
      facetsSeen: new Uint8Array(this.#facets.all.length),
      bestRank,
      hits,
      count: 0,
    };
    this.#lists.scan(state, this.#partitions.steps(query), setBack, query.whole);
    const found = this.#buffers.take(state, query.wanted, ordered ? (measures) => this.#order.sort(measures) : null);
    return { ...found, issuers: () => this.#facets.issuers((facet) => state.facetsSeen[facet] === 1) };
  }

  /** Looks every measure up, except for those of a set. `read` says where the view stands in what is indexed. Costs what `find` does. */
  statuses(query: StatusQuery, view: RecordView, without: ReadonlySet<MeasureId> = new Set(), read = readViewOf(view)): Statuses {
    const { on, region, issuer, kind, status: wanted } = query;
    const items = itemNumbers(view.goods(query.item));
    const hits = this.find({ on, region, items, issuer, kind, whole: true, wanted, without }, read, true);
    const named: MeasureStatus[] = [];
    for (let at = 0; at < hits.measures.length; at++) {
      const measure = hits.measures[at] as number;
      const id = this.idOf(measure);
      named.push({ id, status: ORDER[hits.ranks[at] as number] as PartStatus, frame: this.isDependent(measure) && view.isFrame(id, on) });
    }
    const counted = ORDER.flatMap((status, rank) => (hits.counted[rank] === 0 ? [] : [[status, hits.counted[rank] as number] as const]));
    return { named, counted: new Map(counted), issuers: new Set(hits.issuers()) };
  }

  /** Returns everybody whose measures it holds. */
  issuers = (): readonly Region[] => this.#facets.issuers();

  /** Returns the id of a measure by its number. */
  idOf(measure: number): MeasureId {
    return this.#table.measures.names[measure] as MeasureId;
  }

  /** Returns the measures whose items depend on other measures: their status for an item is none that the index can tell. */
  dependsOnOthers(): ReadonlySet<MeasureId> {
    return this.#marks.dependent;
  }

  /** Returns whether a measure, by its number, is one of those. */
  isDependent(measure: number): boolean {
    return this.#marks.isDependent(measure);
  }

  /** Returns the measures that list anything by its codes alone, which is no item of the vocabulary. */
  listedByCodes(): ReadonlySet<MeasureId> {
    return this.#marks.listedByCodes;
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

  /** Returns the words of a bitmap of the classes of goods that meet one of these items. */
  #classesOf(items: readonly number[]): Int32Array {
    const { all } = this.#scopes.classes;
    return this.#classesMeeting.wordsOf(items.join(), all.length, (number) =>
      items.some((item) => meetsItem(all[number] as ItemClass, item)),
    );
  }
}
