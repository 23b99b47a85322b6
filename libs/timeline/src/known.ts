import {
  codeWithin,
  type ExactDay,
  hsWithin,
  itemOfLine,
  type ListedItem,
  lastDayOf,
  type MeasureId,
  type RecordChecked,
  type Recorded,
  type Region,
  streamOf,
} from '@in-force/events';
import { turningDays } from './calendar.js';
import { further } from './checks.js';
import type { Facts, Shown } from './facts.js';
import { type Life, life } from './life.js';
import { DUAL_USE, meet, type Reach } from './parts.js';
import { onDay, statusByTexts } from './status.js';
import { type Clocks, inOrder, type Seen, sightOf, visible } from './visible.js';

/** What is supposed of a record: that some events were not recorded, that one more was. */
export interface Supposed {
  readonly without?: ReadonlySet<string>;
  readonly plus?: Seen;
}

/** What the record shows at two clocks: recorded by a position, public by a day. Everything is folded once, when first asked for. */
export class Known {
  readonly #seen = new Map<string, readonly Seen[]>();
  readonly #lives = new Map<MeasureId, Life | null>();
  readonly #listedUnder = new Map<string, readonly string[]>();
  readonly #dualUse = new Map<string, ReadonlySet<string>>();
  readonly #throughs = new Map<Region, ExactDay | null>();
  readonly #checks = new Map<string, { readonly check: Seen<RecordChecked> | null; readonly key: string }>();

  constructor(
    readonly facts: Facts,
    readonly clocks: Clocks,
    private readonly supposed: Supposed = {},
  ) {}

  /** The events of a stream that count, in the order of the world. */
  seen(stream: string): readonly Seen[] {
    return remember(this.#seen, stream, () => {
      const { without, plus } = this.supposed;
      const seen = visible(this.facts.stream(stream), this.clocks).filter(({ id }) => !without?.has(id));
      return plus?.stream === stream ? [...seen, plus].sort(inOrder) : seen;
    });
  }

  /** The life of a measure, or null where nothing announces it. */
  life(measure: MeasureId): Life | null {
    return remember(this.#lives, measure, () => {
      const name = streamOf('measure', measure);
      const stream = this.facts.stream(name);
      const { without, plus } = this.supposed;
      const sight = without || plus ? null : sightOf(stream, this.clocks);
      if (sight === null) return life(this.seen(name));
      return remember(
        remember(folded, stream, () => new Map<number, Life | null>()),
        sight,
        () => life(this.seen(name)),
      );
    });
  }

  /** What is said of a measure in streams that it is shown with, a list per stream. */
  about(measure: MeasureId, shown: Shown): readonly (readonly Seen[])[] {
    return this.facts.shownWith(measure, shown).map((stream) => this.seen(stream));
  }

  /** The latest check of an issuer that could read a body's publications (any body if none is named). */
  check = (issuer: Region, body: string | null): Seen<RecordChecked> | null => this.#checked(issuer, body).check;

  /** The last day through which an issuer's publications were read; null if never. */
  through = (issuer: Region): ExactDay | null =>
    remember(this.#throughs, issuer, () => this.facts.checks.through(issuer, null, this.clocks.position));

  /** What tells apart the checks by which something is judged: which one it was, in which form, and whether it counts for all that is known. */
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
          : this.facts.checks.furthest(issuer, body, position);
      const all = check && knownOn !== null && knownOn <= lastDayOf(check.data.through);
      return { check, key: check ? `${check.id} ${check.correctedBy ?? ''} ${all}` : '' };
    });

  /**
   * What `dual-use` of an issuer contains on a day: the items of its export-licence measures that are in force or suspended
   * by the texts that day, anywhere.
   */
  dualUse = (issuer: Region, day: ExactDay): ReadonlySet<string> =>
    remember(this.#dualUse, `${issuer} ${day}`, () => {
      const items = this.#licences(issuer).flatMap((licence) => {
        const texts = onDay(licence, day);
        const meeting = meet(licence, texts.terms, day, this.#anywhere);
        const listed = meeting.parts.some((part) => ['in-force', 'suspended'].includes(statusByTexts(texts, part)));
        const { items } = texts.terms.scope;
        return listed && items !== 'all' ? items.map(itemOfLine) : [];
      });
      return new Set(items.filter((item) => item !== DUAL_USE));
    });

  /** The days on which what `dual-use` of an issuer contains may change. */
  dualUseDays = (issuer: Region): readonly ExactDay[] => this.#licences(issuer).flatMap((licence) => turningDays(licence, null));

  /** The items that any measure lists under an HS prefix or a control code. */
  listedUnder({ hs, code }: { readonly hs?: string; readonly code?: string }): readonly string[] {
    return remember(this.#listedUnder, `${hs ?? ''} ${code ?? ''}`, () => {
      const under = (item: ListedItem) =>
        hs !== undefined
          ? item.hs?.some((listed) => hsWithin(listed, hs) || hsWithin(hs, listed))
          : code !== undefined && item.codes?.some((listed) => codeWithin(listed, code) || codeWithin(code, listed));
      const found = [...this.facts.coded()].flatMap((measure) => this.#listed(measure).filter(under));
      return [...new Set(found.map(itemOfLine))];
    });
  }

  #listed(measure: MeasureId): readonly ListedItem[] {
    const known = this.life(measure);
    const scopes = known ? [known.announced.data.scope, ...known.amendments.flatMap(({ data }) => data.scope ?? [])] : [];
    return scopes.flatMap(({ items }) => (items === 'all' ? [] : items));
  }

  #licences = (issuer: Region): Life[] =>
    this.facts.measures().flatMap((measure) => {
      const known = this.life(measure);
      return known?.announced.data.kind === 'export-licence' && known.announced.data.issuer === issuer ? [known] : [];
    });

  readonly #anywhere: Reach = { region: null, items: null, dualUse: () => new Set() };
}

/** What the events of a stream make of a measure, by which of them are seen: few, however many clocks they are asked at. */
const folded = new WeakMap<readonly Recorded[], Map<number, Life | null>>();

interface Kept<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): unknown;
}

/** How many of a kind are kept, so that one pair of clocks does not hold the whole record. */
const KEPT = 2_000;

function remember<Key, Value>(map: Kept<Key, Value>, key: Key, make: () => Value): Value {
  const kept = map.get(key);
  if (kept !== undefined) return kept;
  if (map instanceof Map && map.size >= KEPT) map.clear();
  const made = make();
  map.set(key, made);
  return made;
}
