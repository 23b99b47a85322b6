import { addDays, type ExactDay, lastDayOf, type Region, regionChanges, type Scope } from '@in-force/events';
import type { Life } from './life.js';

const turning = new WeakMap<Life, Map<Region | null, readonly ExactDay[]>>();

/**
 * The days on which a measure's status may change, sorted: those its texts name, and those on which the members of a bloc change
 * that its texts, or the question, name. The one place that knows which dates arrive.
 */
export function turningDays(life: Life, region: Region | null): readonly ExactDay[] {
  let days = turning.get(life);
  if (!days) turning.set(life, (days = new Map()));
  let found = days.get(region);
  if (!found) days.set(region, (found = daysNamed(life, region)));
  return found;
}

function daysNamed({ announced, amendments, started, endings, stops }: Life, region: Region | null): ExactDay[] {
  const { data } = announced;
  const first = (day: string | null | undefined) => (day ? [lastDayOf(day)] : []);
  const after = (day: string | null | undefined) => (day ? [addDays(lastDayOf(day), 1)] : []);
  const scopes = [
    data.scope,
    ...amendments.flatMap((amendment) => amendment.data.scope ?? []),
    ...stops.flatMap(({ parts }) => parts ?? []),
  ];
  const regions = new Set([...scopes.flatMap(regionsOf), ...(region ? [region] : []), data.issuer]);
  const days = [
    lastDayOf(announced.publishedOn),
    ...first(data.firstDay),
    ...after(data.lastDay),
    ...first(started?.data.on),
    ...amendments.flatMap(({ data: { from, firstDay, lastDay } }) => [...first(from), ...first(firstDay), ...after(lastDay)]),
    ...endings.flatMap((ending) => first(ending.type === 'measure.revoked' ? ending.data.from : ending.data.on)),
    ...stops.flatMap(({ from, through }) => [from, ...after(through)]),
    ...[...regions].flatMap(regionChanges),
  ];
  return sorted(days);
}

const regionsOf = ({ regions = [], except = [] }: Partial<Pick<Scope, 'regions' | 'except'>>): Region[] => [...regions, ...except];

/** Days in order, each once. */
export const sorted = (days: Iterable<ExactDay>): ExactDay[] => [...new Set(days)].sort();

/** A span of days; null where it is open. */
export interface Run {
  readonly since: ExactDay | null;
  readonly until: ExactDay | null;
}

/** The unbroken run of days around `on` for which something holds that changes only on the turning days. */
export function runAround(on: ExactDay, turning: readonly ExactDay[], holds: (day: ExactDay) => boolean): Run {
  const past = turning.filter((day) => day <= on);
  const ahead = turning.filter((day) => day > on);
  const broken = past.findLastIndex((day) => !holds(day));
  const [earliest] = past;
  const openBefore = broken === -1 && (earliest === undefined || holds(addDays(earliest, -1)));
  const end = ahead.find((day) => !holds(day));
  return { since: openBefore ? null : (past[broken + 1] ?? null), until: end === undefined ? null : addDays(end, -1) };
}
