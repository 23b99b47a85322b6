import {
  type ExactDay,
  itemOfLine,
  type ListedItem,
  lastDayOf,
  type MeasureId,
  type RecordChecked,
  type Recorded,
  type Region,
  streamOf,
} from '@in-force/events';
import type { AskedItem } from './asked.js';
import { further } from './checks.js';
import { Frames } from './frames.js';
import { type AskedGoods, codesMet, DUAL_USE } from './goods.js';
import { isFrameOn, type Life, life, scopesOf } from './life.js';
import type { RecordReader, Shown } from './record-reader.js';
import { remember } from './remember.js';
import type { Status } from './status.js';
import { finish, gather, type Steps } from './steps.js';
import { type Clocks, inOrder, type Seen, visibilityMask, visible } from './visible.js';

/** A supposition about a record: that some events were not recorded, that one more was. */
export interface Supposed {
  readonly without?: ReadonlySet<string>;
  readonly plus?: Seen;
}

/** A view of the record at two clocks: recorded by a position, public by a day. Everything is folded once, when first asked for. */
export class RecordView {
  readonly #seen = new Map<string, readonly Seen[]>();
  readonly #lives = new Map<MeasureId, Life | null>();
  readonly #listedAs = new Map<string, readonly string[]>();
  #issued: ReadonlyMap<Region, readonly { readonly id: MeasureId; readonly life: Life }[]> | null = null;
  /** Statuses of measures under questions, as long as they are asked for again and again. */
  readonly statuses = new Map<string, Status>();
  readonly #throughs = new Map<Region, ExactDay | null>();
  readonly #checks = new Map<string, { readonly check: Seen<RecordChecked> | null; readonly key: string }>();

  constructor(
    readonly record: RecordReader,
    readonly clocks: Clocks,
    private readonly supposed: Supposed = {},
  ) {}

  /** Returns the events of a stream that count, in the order of the world. */
  seen(stream: string): readonly Seen[] {
    return remember(this.#seen, stream, () => {
      const { without, plus } = this.supposed;
      const seen = visible(this.record.stream(stream), this.clocks).filter(({ id }) => !without?.has(id));
      return plus?.stream === stream ? [...seen, plus].sort(inOrder) : seen;
    });
  }

  /** Returns the life of a measure, or null where nothing announces it. */
  life(measure: MeasureId): Life | null {
    return remember(this.#lives, measure, () => {
      const name = streamOf('measure', measure);
      const stream = this.record.stream(name);
      const { without, plus } = this.supposed;
      const sight = without || plus ? null : visibilityMask(stream, this.clocks);
      if (sight === null) return life(this.seen(name));
      return remember(
        remember(folded, stream, () => new Map<number, Life | null>()),
        sight,
        () => life(this.seen(name)),
      );
    });
  }

  /** Returns whether a measure is a frame on a day. */
  isFrame(measure: MeasureId, day: ExactDay): boolean {
    const life = this.life(measure);
    return life !== null && isFrameOn(life, day);
  }

  /** Returns what is said of a measure in streams that it is shown with, a list per stream. */
  about(measure: MeasureId, shown: Shown): readonly (readonly Seen[])[] {
    return this.record.shownWith(measure, shown).map((stream) => this.seen(stream));
  }

  /** Returns the latest check of an issuer that could read a body's publications (any body if none is named). */
  check = (issuer: Region, body: string | null): Seen<RecordChecked> | null => this.#checked(issuer, body).check;

  /** Returns the last day through which an issuer's publications were read; null if never. */
  through = (issuer: Region): ExactDay | null =>
    remember(this.#throughs, issuer, () => this.record.checks.through(issuer, null, this.clocks.position));

  /**
   * Returns what tells apart the checks by which something is judged: which one it was, in which form, and whether it counts for all that
   * is known.
   */
  checkKey = (issuer: Region, body: string | null): string => this.#checked(issuer, body).key;

  #checked = (issuer: Region, body: string | null) =>
    remember(this.#checks, `${issuer} ${body ?? ''}`, () => {
      const { position, knownOn } = this.clocks;
      const { without, plus } = this.supposed;
      const check =
        without || plus
          ? this.seen(streamOf('record', issuer))
              .filter((event) => event.type === 'record.checked')
              .reduce<Seen<RecordChecked> | null>((found, one) => further(found, one, body), null)
          : this.record.checks.furthest(issuer, body, position);
      const all = check && knownOn !== null && knownOn <= lastDayOf(check.data.through);
      return { check, key: check ? `${check.id} ${check.correctedBy ?? ''} ${all}` : '' };
    });

  /** The content of `dual-use`, at these clocks. */
  readonly frames = new Frames(this);

  /** Returns the measures of an issuer that are announced. */
  measuresOf = (issuer: Region): readonly { readonly id: MeasureId; readonly life: Life }[] => {
    finish(this.findIssuers());
    return this.#issued?.get(issuer) ?? [];
  };

  /** Folds all measures once and divides them by issuer, in steps: what `dual-use` contains is asked of that. */
  *findIssuers(): Steps<void> {
    if (this.#issued) return;
    const issued = new Map<Region, { readonly id: MeasureId; readonly life: Life }[]>();
    for (const id of this.record.measures()) {
      yield;
      const known = this.life(id);
      if (!known) continue;
      const { issuer } = known.announced.data;
      const others = issued.get(issuer);
      if (others) others.push({ id, life: known });
      else issued.set(issuer, [{ id, life: known }]);
    }
    this.#issued = issued;
  }

  /** Returns the goods that a question names, null for any: an item, or all that measures list under a control code or an HS prefix. */
  goods(item: AskedItem | null): AskedGoods | null {
    if (item === null) return null;
    if ('slug' in item) return { items: [item.slug], code: null, key: item.slug };
    const key = 'hs' in item ? `hs:${item.hs}` : item.code;
    return { items: this.#listedUnder(item, key), code: item, key };
  }

  /**
   * Returns the items that any measure lists under a code or above it. Tariff schedules agree on six digits: what is listed in more stands
   * for what a longer code asks only in the schedules that list the code so.
   */
  #listedUnder(asked: { readonly hs: string } | { readonly code: string }, key: string): readonly string[] {
    return remember(this.#listedAs, key, () => finish(this.#findListed(asked)));
  }

  /** Finds the goods that a question names by a code, in steps: `goods` has them at hand then. */
  *findGoods(item: AskedItem | null): Steps<void> {
    if (item === null || 'slug' in item) return;
    const key = 'hs' in item ? `hs:${item.hs}` : item.code;
    if (!this.#listedAs.has(key)) this.#listedAs.set(key, yield* this.#findListed(item));
  }

  *#findListed(asked: { readonly hs: string } | { readonly code: string }): Steps<readonly string[]> {
    const found = yield* gather(this.record.coded(), (measure) => {
      const issuer = this.life(measure)?.announced.data.issuer;
      return this.#listed(measure).flatMap((line) => {
        // No code stands for all of `dual-use`.
        if (line.item === DUAL_USE) return [];
        const codes = codesMet(line, asked) ?? [];
        return codes.length > 0 ? [{ item: itemOfLine(line), issuer, national: codes.some(({ length }) => length > INTERNATIONAL) }] : [];
      });
    });
    const schedules = new Set(
      'hs' in asked && asked.hs.length > INTERNATIONAL ? found.flatMap(({ issuer, national }) => (national ? [issuer] : [])) : [],
    );
    return [...new Set(found.filter(({ issuer }) => schedules.size === 0 || schedules.has(issuer)).map(({ item }) => item))];
  }

  #listed(measure: MeasureId): readonly ListedItem[] {
    const known = this.life(measure);
    return (known ? scopesOf(known) : []).flatMap(({ items }) => (items === 'all' ? [] : items));
  }
}

/** The digits of an HS code that mean the same everywhere. */
const INTERNATIONAL = 6;

/** The lives of measures by stream, and by which of its events are seen: few, however many clocks they are asked at. */
const folded = new WeakMap<readonly Recorded[], Map<number, Life | null>>();
