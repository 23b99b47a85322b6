import { addDays, type ExactDay, lastDayOf, type Region, regionChanges, type Scope } from '@in-force/events';
import type { Life } from './life.js';

const turning = new WeakMap<Life, Map<Region | null, readonly ExactDay[]>>();

/**
 * Returns the days on which a measure's status may change, sorted: those its texts name, and those on which the members of a bloc change
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
  const days: ExactDay[] = [lastDayOf(announced.publishedOn)];
  const first = (day: string | null | undefined) => day && days.push(lastDayOf(day));
  const after = (day: string | null | undefined) => day && days.push(addDays(lastDayOf(day), 1));
  const of = (named: Region) => days.push(...regionChanges(named));
  const within = ({ regions, except }: Partial<Pick<Scope, 'regions' | 'except'>>) => {
    regions?.forEach(of);
    except?.forEach(of);
  };
  of(data.issuer);
  if (region) of(region);
  within(data.scope);
  first(data.firstDay);
  after(data.lastDay);
  first(started?.data.on);
  for (const { data: amended } of amendments) {
    first(amended.from);
    first(amended.firstDay);
    after(amended.lastDay);
    if (amended.scope) within(amended.scope);
  }
  for (const ending of endings) first(ending.type === 'measure.revoked' ? ending.data.from : ending.data.on);
  for (const { from, through, parts } of stops) {
    days.push(from);
    after(through);
    if (parts) within(parts);
  }
  return sorted(days);
}

/** Days in order, each once. */
export const sorted = (days: readonly ExactDay[]): ExactDay[] => days.toSorted().filter((day, at, all) => day !== all[at - 1]);

/** A span of days; null where it is open. */
export interface Run {
  readonly since: ExactDay | null;
  readonly until: ExactDay | null;
}

/** Returns the unbroken run of days around `on` for which something holds that changes only on the turning days. */
export function runAround(on: ExactDay, turning: readonly ExactDay[], holds: (day: ExactDay) => boolean): Run {
  const past = turning.filter((day) => day <= on);
  const ahead = turning.filter((day) => day > on);
  const broken = past.findLastIndex((day) => !holds(day));
  const [earliest] = past;
  const openBefore = broken === -1 && (earliest === undefined || holds(addDays(earliest, -1)));
  const end = ahead.find((day) => !holds(day));
  return { since: openBefore ? null : (past[broken + 1] ?? null), until: end === undefined ? null : addDays(end, -1) };
}
