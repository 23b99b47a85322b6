import {
  codeWithin,
  type ExactDay,
  hsWithin,
  type ListedItem,
  lastDayOf,
  type MeasureId,
  type RecordChecked,
  type Region,
  type Subject,
  streamOf,
} from '@in-force/events';
import { turningDays } from './calendar.js';
import type { Facts } from './facts.js';
import { type Life, life } from './life.js';
import { DUAL_USE, meet, type Reach } from './parts.js';
import { onDay, statusByTexts } from './status.js';
import { type Clocks, inOrder, type Seen, visible } from './visible.js';

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
  readonly #checks = new Map<string, Seen<RecordChecked> | null>();

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
    return remember(this.#lives, measure, () => life(this.seen(streamOf('measure', measure))));
  }

  /** What is said of a measure in the streams of a subject, a list per stream. */
  about(measure: MeasureId, subject: Subject): readonly (readonly Seen[])[] {
    return this.facts.about(measure, subject).map((stream) => this.seen(stream));
  }

  /** The latest check of an issuer that could read a body's publications (any body if none is named). */
  check = (issuer: Region, body: string | null): Seen<RecordChecked> | null =>
    remember(this.#checks, `${issuer} ${body ?? ''}`, () => {
      const checks = this.seen(streamOf('record', issuer)).filter((event) => event.type === 'record.checked');
      const read = checks.filter(({ data }) => !data.bodiesLeftOut?.some((left) => body?.toLowerCase().includes(left.toLowerCase())));
      return read.reduce<Seen<RecordChecked> | null>(
        (latest, check) => (latest && lastDayOf(latest.data.through) >= lastDayOf(check.data.through) ? latest : check),
        null,
      );
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
        return listed && items !== 'all' ? items.map(({ item }) => item) : [];
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
      return [...new Set(found.map(({ item }) => item))];
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

function remember<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const kept = map.get(key);
  if (kept !== undefined) return kept;
  const made = make();
  map.set(key, made);
  return made;
}
