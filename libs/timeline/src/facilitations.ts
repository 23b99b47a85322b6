import { countriesOf, type ExactDay, type FacilitationOpened, idOf, lastDayOf, type MeasureId, type Region } from '@in-force/events';
import type { Known } from './known.js';

/** An easing that leaves the control in force. */
export interface OpenFacilitation {
  readonly id: string;
  readonly kind: FacilitationOpened['data']['kind'];
  readonly title: string;
  readonly regions: readonly Region[];
  readonly from: string;
  readonly through: string | null;
  readonly event: string;
}

/** The easings of a measure that are open on a day for any of these countries. */
export function facilitations(
  known: Known,
  { measure, issuer, on, countries }: { measure: MeasureId; issuer: Region; on: ExactDay; countries: ReadonlySet<string> },
): OpenFacilitation[] {
  const open = known.about(measure, 'facilitation').flatMap((stream): OpenFacilitation[] => {
    const opened = stream.find((event) => event.type === 'facilitation.opened');
    const closed = stream.some((event) => event.type === 'facilitation.closed' && lastDayOf(event.data.from) <= on);
    if (!opened?.data.about.includes(measure) || closed) return [];
    const { kind, title, regions, from, through = null } = opened.data;
    const meets = regions.some((region) => [...countriesOf(region, on, issuer)].some((country) => countries.has(country)));
    if (lastDayOf(from) > on || (through !== null && lastDayOf(through) < on) || !meets) return [];
    return [{ id: idOf(opened.stream), kind, title, regions, from, through, event: opened.id }];
  });
  return open.sort((a, b) => (`${lastDayOf(a.from)} ${a.id}` < `${lastDayOf(b.from)} ${b.id}` ? -1 : 1));
}
