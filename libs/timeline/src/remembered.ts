import {
  addDays,
  type Day,
  type ExactDay,
  lastDayOf,
  type MeasureId,
  type Parts,
  type Recorded,
  type Region,
  regionChanges,
  type Scope,
  streamOf,
} from '@in-force/events';
import { Alike, askedPlace, type Wording } from './alike.js';
import { sorted } from './calendar.js';
import { type Control, control, scheduled } from './control.js';
import { type Facts, SHOWN } from './facts.js';
import type { Known } from './known.js';
import type { Question } from './question.js';
import { type DayNumber, dayNumber } from './spans.js';
import { calendarChanges } from './status.js';
import { touched } from './touched.js';

/** How many controls are remembered, at the most: some hundreds of megabytes. */
const MOST = 250_000;
/** How many wordings are shared. */
const WORDINGS = 20_000;

/**
 * What is remembered of a measure while nothing more is said of it: all by which questions can be told apart that anything said of it
 * names, at whatever clock, and how it was shown.
 */
interface Memory<Made> {
  readonly positions: readonly number[];
  readonly published: readonly DayNumber[];
  readonly days: readonly DayNumber[];
  readonly alike: Alike;
  /** By what of it a question sees; then by the days between which it asks, and the classes of its place and item. */
  readonly shown: Map<number, Map<number, Made | Awaiting<Made>>>;
  size: number;
}

/** A measure whose status rests on the calendar: shown anew after each check of its issuer. */
class Awaiting<Made> {
  readonly shown = new Map<string, Made>();

  constructor(
    readonly issuer: Region,
    readonly body: string | null,
  ) {}
}

/** Places and items are numbered from 0; a measure that tells more of them apart than this is not of this world. */
const CLASSES = 2 ** 16;

/** Remembers what was made of controls: the same for all questions between which nothing said of a measure can tell. */
export class Remembered<Made> {
  readonly #memories = new Map<MeasureId, Memory<Made>>();
  /** The measures that a stream of another subject speaks of, of those remembered. */
  readonly #spokenOf = new Map<string, Set<MeasureId>>();
  readonly #alike = new Map<string, Alike>();
  #size = 0;

  constructor(
    private readonly facts: Facts,
    private readonly make: (control: Control) => Made,
  ) {}

  /** Forgets what an event may change. A check changes nothing that is not asked by it. */
  apply(event: Recorded): void {
    if (this.#memories.size === 0) return;
    for (const id of [...touched(event), ...(this.#spokenOf.get(event.stream) ?? [])]) this.#forget(id);
  }

  /** Shows measures under one question, as `control` does. Right only where the answer does not hang on other measures. */
  shower(known: Known, question: Question): (id: MeasureId) => Made {
    const { on, region, item, reading } = question;
    const { position } = known.clocks;
    const [day, knownOn] = [dayNumber(on), known.clocks.knownOn === null ? null : dayNumber(known.clocks.knownOn)];
    const place = askedPlace(region, on);
    const goods = item && 'slug' in item ? item.slug : '';
    const ahead = scheduled(known, on) ? 1 : 0;
    const fresh = (id: MeasureId) => control(known, id, question);
    if (reading !== null) return (id) => this.make(fresh(id).control);
    return (id) => {
      const { positions, published, days, alike, shown } = this.#memories.get(id) ?? this.#begin(id);
      const seen = placeOf(positions, position) * (published.length + 2) + (knownOn === null ? 0 : 1 + placeOf(published, knownOn));
      let cell = shown.get(seen);
      if (!cell) shown.set(seen, (cell = new Map()));
      const asked = ((2 * placeOf(days, day) + ahead) * CLASSES + alike.placeOf(place)) * CLASSES + alike.itemOf(goods);
      const found = cell.get(asked);
      if (found === undefined) return this.#keep(id, known, cell, asked, fresh(id));
      if (!(found instanceof Awaiting)) return found;
      const check = known.checkKey(found.issuer, found.body);
      return found.shown.get(check) ?? this.#count(id, found.shown, check, this.make(fresh(id).control));
    };
  }

  /** Remembers what was made of a control; of one that rests on the calendar, with the check that it was judged by. */
  #keep(
    id: MeasureId,
    known: Known,
    cell: Map<number, Made | Awaiting<Made>>,
    asked: number,
    { control: shown, assessed }: ReturnType<typeof control>,
  ): Made {
    const made = this.make(shown);
    if (assessed.life === null || !assessed.states.some(({ part }) => calendarChanges(assessed.texts, part).length > 0))
      return this.#count(id, cell, asked, made);
    const { data, instrument } = assessed.life.announced;
    const awaiting = new Awaiting<Made>(data.issuer, instrument?.body ?? null);
    cell.set(asked, awaiting);
    return this.#count(id, awaiting.shown, known.checkKey(awaiting.issuer, awaiting.body), made);
  }

  /** Keeps one more, and forgets the half that was begun first, where there is too much. */
  #count<Key>(id: MeasureId, shown: { set(key: Key, made: Made): unknown }, key: Key, made: Made): Made {
    shown.set(key, made);
    (this.#memories.get(id) as Memory<Made>).size++;
    if (++this.#size > MOST)
      for (const oldest of this.#memories.keys()) {
        if (this.#size <= MOST / 2) break;
        this.#forget(oldest);
      }
    return made;
  }

  #begin(id: MeasureId): Memory<Made> {
    const streams = SHOWN.flatMap((shown) => this.facts.shownWith(id, shown));
    const said = [streamOf('measure', id), ...streams].flatMap((stream) => this.facts.stream(stream));
    const { positions, published, days, wording } = toldApart(said);
    const memory: Memory<Made> = { positions, published, days, alike: this.#alikeBy(wording), shown: new Map(), size: 0 };
    this.#memories.set(id, memory);
    for (const stream of streams) {
      const spoken = this.#spokenOf.get(stream);
      if (spoken) spoken.add(id);
      else this.#spokenOf.set(stream, new Set([id]));
    }
    return memory;
  }

  #alikeBy(wording: Wording): Alike {
    const key = JSON.stringify(wording);
    let alike = this.#alike.get(key);
    if (!alike) {
      if (this.#alike.size >= WORDINGS) this.#alike.clear();
      this.#alike.set(key, (alike = new Alike(wording)));
    }
    return alike;
  }

  #forget(id: MeasureId): void {
    const memory = this.#memories.get(id);
    if (!memory) return;
    this.#size -= memory.size;
    this.#memories.delete(id);
  }
}

/** All by which anything said of a measure tells questions apart. More than needed does no harm. */
function toldApart(said: readonly Recorded[]): Pick<Memory<unknown>, 'positions' | 'published' | 'days'> & { readonly wording: Wording } {
  const published: ExactDay[] = [];
  const days: ExactDay[] = [];
  const issuers = new Set<Region>();
  const regions = new Set<Region>();
  const wording = { places: [] as Pick<Scope, 'regions' | 'except'>[], items: [] as Wording['items'][number][], parts: [] as Parts[] };
  const { places, items, parts } = wording;
  const named = (place: Partial<Pick<Scope, 'regions' | 'except'>>) => {
    for (const region of [...(place.regions ?? []), ...(place.except ?? [])]) regions.add(region);
  };
  const first = (day: Day | null | undefined) => day && days.push(lastDayOf(day));
  const after = (day: Day | null | undefined) => day && days.push(addDays(lastDayOf(day), 1));
  const take = ({ publishedOn, data }: Form) => {
    if (publishedOn) published.push(lastDayOf(publishedOn));
    first(data.from);
    first(data.firstDay);
    first(data.on);
    after(data.through);
    after(data.lastDay);
    if (data.issuer) issuers.add(data.issuer);
    if (data.scope) {
      const { regions, except, items: listed } = data.scope;
      places.push({ regions, ...(except && { except }) });
      items.push(listed === 'all' ? listed : listed.map(({ item }) => item));
    }
    if (data.parts) parts.push(data.parts);
    for (const { regions } of [...(data.regions ? [{ regions: data.regions }] : []), ...(data.readings ?? [])]) places.push({ regions });
  };
  for (const event of said) {
    take(event as Form);
    if (event.type === 'record.corrected') take(event.data.replacement as Form);
  }
  for (const place of [...places, ...parts]) named(place);
  return {
    positions: said.map(({ position }) => position).sort((a, b) => a - b),
    published: sorted(published).map(dayNumber),
    days: sorted([...published, ...days, ...[...regions, ...issuers].flatMap(regionChanges)]).map(dayNumber),
    wording: { issuers: [...issuers], places: distinct(places), items: distinct(items), parts: distinct(parts) },
  };
}

/** The same words once. */
const distinct = <Words>(all: readonly Words[]): Words[] => [...new Map(all.map((words) => [JSON.stringify(words), words])).values()];

/** An event, or what a correction says in its place, as far as questions meet it. */
interface Form {
  readonly publishedOn?: Day;
  readonly data: {
    readonly issuer?: Region;
    readonly scope?: Scope;
    readonly parts?: Parts;
    readonly regions?: Region[];
    readonly readings?: readonly { readonly regions: Region[] }[];
    readonly from?: Day | null;
    readonly firstDay?: Day | null;
    readonly on?: Day | null;
    readonly through?: Day | null;
    readonly lastDay?: Day | null;
  };
}

/** How many of them do not lie after a place. */
function placeOf(places: readonly number[], place: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] as number) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}
