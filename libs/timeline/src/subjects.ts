import {
  countriesOf,
  dayBefore,
  dayNumber,
  type Event,
  type ExactDay,
  idOf,
  lastDayOf,
  type MeasureId,
  type Region,
  type Source,
} from '@in-force/events';
import { assess } from './assess.js';
import type { Known } from './known.js';
import { type Page, pageOf } from './page.js';
import type { CommitmentStatus, Question } from './question.js';
import { agrees, type PartyReading, readings } from './readings.js';
import type { Status } from './status.js';
import type { Seen } from './visible.js';

type SeenOf<Type extends Event['type']> = Extract<Seen, { type: Type }>;
type Data<Type extends Event['type']> = SeenOf<Type>['data'];

/** Where an event stands: its id, its publication and its sources. */
interface Told {
  readonly event: string;
  readonly publishedOn: string;
  readonly sources: readonly Source[];
}

const told = ({ id, publishedOn, sources }: Seen): Told => ({ event: id, publishedOn, sources });

const is =
  <Type extends Event['type']>(type: Type) =>
  (event: Seen): event is SeenOf<Type> =>
    event.type === type;

const publicBy = (on: ExactDay) => (event: Seen) => lastDayOf(event.publishedOn) <= on;

const speaks = ({ about }: { readonly about: readonly string[] }, measure: MeasureId | null): boolean =>
  measure === null || about.includes(measure);

const byDay =
  <Entry>(day: (entry: Entry) => string, id: (entry: Entry) => string) =>
  (a: Entry, b: Entry) =>
    `${day(a)} ${id(a)}` < `${day(b)} ${id(b)}` ? -1 : 1;

interface Round extends Told, Data<'negotiation.round-held'> {
  /** Of the day asked about: still ahead, under way, or held. */
  readonly state: 'ahead' | 'under-way' | 'held';
}

/** A track of talks, with its rounds in order. */
export interface Negotiation extends Told {
  readonly id: string;
  readonly title: string;
  readonly parties: readonly string[];
  readonly subject: string;
  readonly rounds: readonly Round[];
  readonly concluded: (Told & Data<'negotiation.concluded'>) | null;
}

/** The tracks that are known, those that speak of a measure or have a party where one is named. */
export function negotiations(known: Known, question: Question): Page<Negotiation> {
  const { on, party, measure } = question;
  const tracks = known.facts.streams('negotiation').flatMap((stream): Negotiation[] => {
    const seen = known.seen(stream);
    const opened = seen.find(is('negotiation.opened'));
    if (!opened) return [];
    const rounds = seen
      .filter(is('negotiation.round-held'))
      .map((round): Round => {
        const state = lastDayOf(round.data.from) > on ? 'ahead' : lastDayOf(round.data.through) >= on ? 'under-way' : 'held';
        return { ...told(round), ...round.data, state };
      })
      .sort(
        byDay(
          ({ from }) => lastDayOf(from),
          ({ event }) => event,
        ),
      );
    const concluded = seen.find(is('negotiation.concluded'));
    const parties = [...opened.data.parties, ...rounds.flatMap((round) => round.parties)];
    if (party !== null && !parties.includes(party)) return [];
    if (measure !== null && !rounds.some((round) => speaks(round, measure))) return [];
    return [
      {
        id: idOf(stream),
        ...told(opened),
        ...opened.data,
        rounds,
        concluded: concluded ? { ...told(concluded), ...concluded.data } : null,
      },
    ];
  });
  return pageOf(
    tracks.sort(
      byDay(
        ({ publishedOn }) => lastDayOf(publishedOn),
        ({ id }) => id,
      ),
    ),
    ({ id }) => id,
    question,
  );
}

/** What came of a commitment: the act or event, and how many days after the word. */
interface Outcome extends Told {
  readonly on: string;
  readonly act: string;
  readonly afterDays: number;
}

/** A word that a party gave, in the form that it has on the day asked about. */
export interface Commitment extends Told {
  readonly id: string;
  readonly status: CommitmentStatus;
  readonly party: string;
  readonly speaker: string;
  readonly text: string;
  readonly about: readonly MeasureId[];
  readonly due: string | null;
  readonly saidOn: string;
  /** Days since it was said, up to the day asked about, or to what came of it. */
  readonly ageDays: number;
  readonly overdue: boolean;
  readonly narrowedOn: string | null;
  readonly fulfilled: Outcome | null;
  readonly broken: Outcome | null;
}

/** The commitments that were public by the day asked about, in the states asked for. */
export function commitments(known: Known, question: Question): Page<Commitment> {
  const { on, standing, party, measure } = question;
  const found = known.facts.streams('commitment').flatMap((stream): Commitment[] => {
    const seen = known.seen(stream).filter(publicBy(on));
    const made = seen.find(is('commitment.made'));
    if (!made) return [];
    const narrowed = seen.findLast(is('commitment.narrowed')) ?? null;
    const { text, about, due = null } = (narrowed ?? made).data;
    const days = (day: string) => dayNumber(lastDayOf(day)) - dayNumber(lastDayOf(made.publishedOn));
    const outcome = (event: SeenOf<'commitment.fulfilled' | 'commitment.broken'> | undefined): Outcome | null =>
      event ? { ...told(event), on: event.publishedOn, act: event.data.act, afterDays: days(event.publishedOn) } : null;
    const fulfilled = outcome(seen.find(is('commitment.fulfilled')));
    const broken = outcome(seen.find(is('commitment.broken')));
    const status = broken ? 'broken' : fulfilled ? 'fulfilled' : 'open';
    return [
      {
        id: idOf(stream),
        ...told(made),
        status,
        party: made.data.party,
        speaker: made.data.speaker,
        text,
        about,
        due,
        saidOn: made.publishedOn,
        ageDays: (broken ?? fulfilled)?.afterDays ?? days(on),
        overdue: status === 'open' && due !== null && lastDayOf(due) < on,
        narrowedOn: narrowed?.publishedOn ?? null,
        fulfilled,
        broken,
      },
    ];
  });
  const passed = found.filter((one) => standing.includes(one.status) && (party === null || one.party === party) && speaks(one, measure));
  return pageOf(
    passed.sort(
      byDay(
        ({ saidOn }) => lastDayOf(saidOn),
        ({ id }) => id,
      ),
    ),
    ({ id }) => id,
    question,
  );
}

/** How parties read a measure, beside its status by the acts. */
export interface MeasureReadings {
  readonly measure: MeasureId;
  readonly title: string;
  readonly status: Status;
  readonly byTerms: Status | null;
  readonly contested: boolean;
  readonly readings: readonly (PartyReading & { readonly agrees: boolean })[];
}

/** The measures that parties have read on the day asked about, each party's latest word; with `contested` those they do not agree on. */
export function readingsOf(known: Known, question: Question): Page<MeasureReadings> {
  const { on, measure, party, contested } = question;
  const measures = known.facts.measures().filter((id) => measure === null || id === measure);
  const read = measures.flatMap((id): MeasureReadings[] => {
    if (known.about(id, 'reading').length === 0) return [];
    const assessed = assess(known, id, question);
    if (assessed.life === null || assessed.states.length === 0) return [];
    const { status, byTerms, terms, life, meeting, run } = assessed;
    const said = readings(known, { measure: id, issuer: life.announced.data.issuer, on, countries: meeting.countries, since: run.since })
      .filter((reading) => party === null || reading.party === party)
      .map((reading) => ({ ...reading, agrees: agrees(reading.reading, byTerms ?? status) }));
    const disputed = said.some((reading) => !reading.agrees);
    if (said.length === 0 || (contested && !disputed)) return [];
    return [{ measure: id, title: terms.title, status, byTerms, contested: disputed, readings: said }];
  });
  return pageOf(
    read.sort((a, b) => (a.measure < b.measure ? -1 : 1)),
    ({ measure }) => measure,
    question,
  );
}

/** Figures on licences as somebody gave them. */
export interface LicensingReport extends Told, Data<'licensing.reported'> {}

/** The reports that were public by the day asked about, in order. */
export function licensing(known: Known, question: Question): Page<LicensingReport> {
  const { on, party, measure, region } = question;
  const reports = known.facts
    .streams('licensing')
    .flatMap((stream) => known.seen(stream))
    .filter(is('licensing.reported'))
    .filter(publicBy(on))
    .map((report): LicensingReport => ({ ...told(report), ...report.data }))
    .filter((report) => (party === null || report.party === party) && speaks(report, measure) && meets(report.regions, region, on));
  return pageOf(
    reports.sort(
      byDay(
        ({ publishedOn }) => lastDayOf(publishedOn),
        ({ event }) => event,
      ),
    ),
    ({ event }) => event,
    question,
  );
}

/** An easing that leaves the control in force, on the day asked about. */
export interface Facilitation extends Told, Omit<Data<'facilitation.opened'>, 'through'> {
  readonly id: string;
  /** Its last day, by its own terms or because it was closed. */
  readonly through: string | null;
  readonly state: 'ahead' | 'open' | 'over';
}

/** The easings that are known, with how each stands on the day asked about. */
export function facilitationsOf(known: Known, question: Question): Page<Facilitation> {
  const { on, measure, region } = question;
  const easings = known.facts.streams('facilitation').flatMap((stream): Facilitation[] => {
    const seen = known.seen(stream);
    const opened = seen.find(is('facilitation.opened'));
    if (!opened || !speaks(opened.data, measure) || !meets(opened.data.regions, region, on)) return [];
    const closed = seen.find(is('facilitation.closed'));
    const ends = [opened.data.through, closed && dayBefore(lastDayOf(closed.data.from))].filter((day) => day !== undefined);
    const [through = null] = ends.sort((a, b) => (lastDayOf(a) < lastDayOf(b) ? -1 : 1));
    const state = lastDayOf(opened.data.from) > on ? 'ahead' : through !== null && lastDayOf(through) < on ? 'over' : 'open';
    return [{ id: idOf(stream), ...told(opened), ...opened.data, through, state }];
  });
  return pageOf(
    easings.sort(
      byDay(
        ({ from }) => lastDayOf(from),
        ({ id }) => id,
      ),
    ),
    ({ id }) => id,
    question,
  );
}

/** Whether regions share a country with the one asked about. */
const meets = (regions: readonly Region[], region: Region | null, on: ExactDay): boolean =>
  region === null || regions.some((one) => [...countriesOf(one, on, '')].some((country) => countriesOf(region, on, '').has(country)));
