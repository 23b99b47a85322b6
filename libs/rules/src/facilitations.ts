import { dayAfter, dayBefore, type ExactDay, idOf, lastDayOf, type MeasureId, type Region, regionsMeet } from '@in-force/events';
import type { CheckOf } from './promises.js';
import type { RecordView } from './record-view.js';
import { byDay, type Data, is, type SeenOf } from './told.js';
import type { Seen } from './visible.js';

/** The standing of an easing on a day; unconfirmed where only the calendar ended it, and nobody has looked since. */
export type FacilitationStanding = 'ahead' | 'open' | 'over' | 'unconfirmed';

/** An easing as it is known: whose it is, and its days, whatever ended them. */
export interface Easing {
  readonly opened: SeenOf<'facilitation.opened'>;
  readonly issuer: Region | null;
  /** The publications in which its end would stand. */
  readonly checked: CheckOf | null;
  readonly from: ExactDay;
  /** Its last day, by its own terms or because it was closed. */
  readonly through: string | null;
  /** No act ended it, and none on it was published once it had ended. */
  readonly byCalendar: boolean;
}

/** Reads an easing from its stream: it ends with the earliest of its own last day and of its closings. Null where it is not known. */
export function easing(known: RecordView, stream: readonly Seen[]): Easing | null {
  const opened = stream.find(is('facilitation.opened'));
  if (!opened) return null;
  const own = opened.data.through ?? null;
  const closings = stream.filter(is('facilitation.closed')).map(({ data }) => dayBefore(lastDayOf(data.from)));
  const [closed = null] = closings.sort();
  const through = own === null || (closed !== null && closed <= lastDayOf(own)) ? closed : own;
  const over = through === null ? null : dayAfter(lastDayOf(through));
  const confirmed = over !== null && stream.some(({ publishedOn }) => lastDayOf(publishedOn) >= over);
  return {
    opened,
    ...whose(known, opened),
    from: lastDayOf(opened.data.from),
    through,
    byCalendar: over !== null && through !== closed && !confirmed,
  };
}

/** Returns whose easing it is: as it says, else by its own act, else by the measures that it is about. */
function whose(known: RecordView, { data, instrument }: SeenOf<'facilitation.opened'>): Pick<Easing, 'issuer' | 'checked'> {
  const [announced] = data.about.flatMap((measure) => known.life(measure)?.announced ?? []);
  const issuer = data.issuer ?? instrument?.issuer ?? announced?.data.issuer ?? null;
  const act = [instrument, announced?.instrument].find((one) => one?.issuer === issuer);
  return { issuer, checked: issuer === null ? null : { issuer, body: act?.body ?? null } };
}

/** Returns how an easing stands on a day. */
export function easingStanding(known: RecordView, { from, through, byCalendar, checked }: Easing, on: ExactDay): FacilitationStanding {
  if (from > on) return 'ahead';
  if (through === null || on <= lastDayOf(through)) return 'open';
  if (!byCalendar || checked === null) return byCalendar ? 'unconfirmed' : 'over';
  const check = known.check(checked.issuer, checked.body);
  const read = check && lastDayOf(check.data.through);
  const { knownOn } = known.clocks;
  if (read !== null && (read > lastDayOf(through) || (knownOn !== null && knownOn <= read))) return 'over';
  return 'unconfirmed';
}

/** Returns whether an easing is for any of these countries on a day; `world` leaves out its issuer. */
export const easesFor = ({ opened, issuer }: Easing, countries: ReadonlySet<string>, on: ExactDay): boolean =>
  regionsMeet(opened.data.regions, countries, on, issuer ?? '');

/** An easing that leaves the control in force. */
export interface OpenFacilitation {
  readonly id: string;
  readonly kind: Data<'facilitation.opened'>['kind'];
  readonly title: string;
  readonly regions: readonly Region[];
  readonly from: string;
  readonly through: string | null;
  readonly standing: FacilitationStanding;
  readonly event: string;
}

/**
 * Returns the easings of a measure that are open on a day for any of these countries, and those of which nobody knows whether they still
 * are. With the publications that a further check of may give another standing.
 */
export function facilitations(
  known: RecordView,
  { measure, on, countries }: { measure: MeasureId; issuer: Region; on: ExactDay; countries: ReadonlySet<string> },
): { readonly open: OpenFacilitation[]; readonly rests: readonly CheckOf[] } {
  const easings = known
    .about(measure, 'facilitation')
    .flatMap((stream) => easing(known, stream) ?? [])
    .filter((one) => one.opened.data.about.includes(measure) && one.from <= on && easesFor(one, countries, on));
  const open = easings.flatMap((one): OpenFacilitation[] => {
    const standing = easingStanding(known, one, on);
    const { id, stream, data } = one.opened;
    const { kind, title, regions, from } = data;
    return standing === 'over' ? [] : [{ id: idOf(stream), kind, title, regions, from, through: one.through, standing, event: id }];
  });
  return {
    open: open.sort(
      byDay(
        ({ from }) => from,
        ({ id }) => id,
      ),
    ),
    rests: easings.flatMap(({ byCalendar, through, checked }) =>
      byCalendar && checked && through !== null && lastDayOf(through) < on ? [checked] : [],
    ),
  };
}
