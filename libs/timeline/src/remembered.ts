import {
  addDays,
  COUNTRIES,
  countriesOf,
  type Day,
  type ExactDay,
  lastDayOf,
  type MeasureId,
  type Recorded,
  type Region,
  regionChanges,
  type Scope,
  streamOf,
  UNSETTLED,
} from '@in-force/events';
import { sorted } from './calendar.js';
import { type Control, control, scheduled } from './control.js';
import { EPOCHS, epochOf } from './epochs.js';
import type { Facts } from './facts.js';
import type { Known } from './known.js';
import { within } from './parts.js';
import { type Question, spellItem } from './question.js';
import { calendarChanges } from './status.js';
import { touched } from './touched.js';

/** How many controls are remembered, at the most: some hundreds of megabytes. */
const MOST = 100_000;

const SINGLE: ReadonlySet<Region> = new Set(COUNTRIES);

/**
 * What is remembered of a measure while nothing more is said of it: all by which questions can be told apart that anything said of it
 * names, at whatever clock, and how it was shown.
 */
interface Memory {
  readonly positions: readonly number[];
  readonly published: readonly ExactDay[];
  readonly days: readonly ExactDay[];
  readonly issuers: readonly Region[];
  readonly regions: readonly Region[];
  readonly items: readonly string[];
  readonly shown: Map<string, Control | Awaiting>;
}

/** A measure whose status rests on the calendar: shown anew after each check of its issuer. */
interface Awaiting {
  readonly issuer: Region;
  readonly body: string | null;
  readonly shown: Map<string, Control>;
}

/**
 * Remembers how measures were shown. Questions between which nothing said of a measure can tell have the same object for an answer, so
 * that what was made of it can be remembered too.
 */
export class Remembered {
  readonly #memories = new Map<MeasureId, Memory>();
  /** The measures that a stream of another subject speaks of, of those remembered. */
  readonly #spokenOf = new Map<string, Set<MeasureId>>();
  #size = 0;

  constructor(private readonly facts: Facts) {}

  /** Forgets what an event may change. A check changes nothing that is not asked by it. */
  apply(event: Recorded): void {
    for (const id of [...touched(event), ...(this.#spokenOf.get(event.stream) ?? [])]) this.#forget(id);
  }

  /** One measure, as `control` shows it. Right only where the answer does not hang on other measures. */
  control(known: Known, id: MeasureId, question: Question): Control {
    const memory = this.#memories.get(id) ?? this.#begin(id);
    const key = keyOf(memory, known, question);
    const found = memory.shown.get(key);
    if (found === undefined) return this.#show(memory, key, known, id, question);
    if (!('shown' in found)) return found;
    const check = checkKey(known, found);
    const shown = found.shown.get(check);
    if (shown) return shown;
    const made = control(known, id, question).control;
    found.shown.set(check, made);
    this.#count();
    return made;
  }

  #show({ shown }: Memory, key: string, known: Known, id: MeasureId, question: Question): Control {
    const { control: made, assessed } = control(known, id, question);
    const { life } = assessed;
    if (life !== null && assessed.states.some(({ part }) => calendarChanges(assessed.texts, part).length > 0)) {
      const { data, instrument } = life.announced;
      const awaiting: Awaiting = { issuer: data.issuer, body: instrument?.body ?? null, shown: new Map() };
      awaiting.shown.set(checkKey(known, awaiting), made);
      shown.set(key, awaiting);
    } else shown.set(key, made);
    this.#count();
    return made;
  }

  #begin(id: MeasureId): Memory {
    const streams = this.facts.streamsAbout(id);
    const memory = memoryOf(streams.flatMap((stream) => this.facts.stream(stream)));
    this.#memories.set(id, memory);
    for (const stream of streams) {
      if (stream === streamOf('measure', id)) continue;
      const spoken = this.#spokenOf.get(stream);
      if (spoken) spoken.add(id);
      else this.#spokenOf.set(stream, new Set([id]));
    }
    return memory;
  }

  /** Forgets the half that was begun first, where there is too much. */
  #count(): void {
    if (++this.#size <= MOST) return;
    for (const id of this.#memories.keys()) {
      if (this.#size <= MOST / 2) return;
      this.#forget(id);
    }
  }

  #forget(id: MeasureId): void {
    const memory = this.#memories.get(id);
    if (!memory) return;
    for (const shown of memory.shown.values()) this.#size -= 'shown' in shown ? shown.shown.size : 1;
    this.#memories.delete(id);
  }
}

/** All by which anything said of a measure tells questions apart. More than needed does no harm. */
function memoryOf(said: readonly Recorded[]): Memory {
  const forms = said.flatMap((event): Form[] => [
    event as Form,
    ...(event.type === 'record.corrected' ? [event.data.replacement as Form] : []),
  ]);
  const named = forms.map(({ data }) => data);
  const published = forms.flatMap(({ publishedOn }) => firstDays(publishedOn));
  const days = named.flatMap(({ from, firstDay, on, through, lastDay }) => [
    ...firstDays(from, firstDay, on),
    ...firstDays(through, lastDay).map((day) => addDays(day, 1)),
  ]);
  const places = named.flatMap(({ scope, parts, readings = [], ...data }): Places[] => [scope ?? {}, parts ?? {}, data, ...readings]);
  const regions = [...UNSETTLED, ...places].flatMap(({ regions = [], except = [] }: Places) => [...regions, ...except]);
  const items = named.flatMap(({ scope, parts }) => [
    ...(scope && scope.items !== 'all' ? scope.items.map(({ item }) => item) : []),
    ...(parts?.items ?? []),
  ]);
  return {
    positions: said.map(({ position }) => position).sort((a, b) => a - b),
    published: published.toSorted(),
    days: sorted([...published, ...days, ...regions.flatMap(regionChanges)]),
    issuers: [...new Set(named.flatMap(({ issuer }) => issuer ?? []))],
    regions: [...new Set(regions)],
    items: [...new Set(items)],
    shown: new Map(),
  };
}

const firstDays = (...days: (Day | null | undefined)[]): ExactDay[] => days.flatMap((day) => (day ? [lastDayOf(day)] : []));

/** An event, or what a correction says in its place. */
interface Form {
  readonly publishedOn?: Day;
  readonly data: Naming;
}

interface Places {
  readonly regions?: readonly Region[];
  readonly except?: readonly Region[];
}

/** What events say that answers hang on, as far as questions meet it. */
interface Naming extends Places {
  readonly issuer?: Region;
  readonly scope?: Scope;
  readonly parts?: Places & { readonly items?: readonly string[] };
  readonly readings?: readonly Places[];
  readonly from?: Day | null;
  readonly firstDay?: Day | null;
  readonly on?: Day | null;
  readonly through?: Day | null;
  readonly lastDay?: Day | null;
}

/** The same for questions that nothing said of the measure tells apart. */
function keyOf(memory: Memory, known: Known, { on, region, item, reading }: Question): string {
  const { position, knownOn } = known.clocks;
  const clocks = `${placeOf(memory.positions, position)} ${knownOn === null ? '' : placeOf(memory.published, knownOn)}`;
  const asked = `${whereOf(memory, region, on)} ${whatOf(memory, item)} ${reading}`;
  return `${clocks} ${placeOf(memory.days, on)} ${scheduled(known, on)} ${asked}`;
}

/** By a country, how it lay to each of the regions named, at all times; blocs stand for themselves. */
function whereOf({ regions, issuers }: Memory, region: Region | null, on: ExactDay): string | null {
  if (region === null || !SINGLE.has(region)) return region && `${region} ${epochOf(on)}`;
  let where = '';
  for (const issuer of issuers) for (const named of regions) where += `${named === region ? '=' : courseOf(named, region, issuer)} `;
  return where;
}

const courses = new Map<string, number>();

/** In which epochs a country was of a region: a bit for each. */
function courseOf(named: Region, country: Region, issuer: Region): number {
  const key = `${named} ${country} ${issuer}`;
  let course = courses.get(key);
  if (course === undefined) {
    course = EPOCHS.reduce((bits, day) => bits * 2 + Number(countriesOf(named, day, issuer).has(country)), 1);
    courses.set(key, course);
  }
  return course;
}

/** By an item, how it lies to each of those named; codes stand for themselves. */
function whatOf({ items }: Memory, item: Question['item']): string | null {
  if (item === null || !('slug' in item)) return item && spellItem(item);
  let what = ':';
  for (const named of items) what += named === item.slug ? '=' : within(item.slug, named) ? '<' : within(named, item.slug) ? '>' : '.';
  return what;
}

function checkKey(known: Known, { issuer, body }: Awaiting): string {
  const check = known.check(issuer, body);
  const { knownOn } = known.clocks;
  return check ? `${check.id} ${check.correctedBy?.join()} ${knownOn !== null && knownOn <= lastDayOf(check.data.through)}` : '';
}

/** How many of them do not lie after a place. */
function placeOf<Place extends string | number>(places: readonly Place[], place: Place): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] as Place) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}
