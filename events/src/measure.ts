import { z } from 'zod';
import { Day, lastDayOf } from './days.js';
import { type EventOf, event, Text } from './define.js';
import { Region } from './regions.js';
import { Parts, Rate, Scope } from './scope.js';

export const KINDS = [
  'export-licence',
  'export-ban',
  'entity-listing',
  'countermeasure',
  'tariff',
  'fee',
  'import-ban',
  'procurement-ban',
  'trade-management',
  'order',
] as const;

/** The sort of control that a measure is. */
export const Kind = z.enum(KINDS);
export type Kind = z.infer<typeof Kind>;

const ordered = ({ from, through }: { from?: Day | undefined; through?: Day | null | undefined }) =>
  !from || !through || lastDayOf(from) <= lastDayOf(through);
const ENDS_BEFORE_START = 'must not end before it starts: `through` is the last day and lies on or after `from`';

/**
 * A party made a measure public. Says nothing yet about it applying.
 * A null `firstDay` is "not yet fixed"; `lastDay` is the measure's own last day, not that of a suspension.
 */
export const MeasureAnnounced = event(
  'measure.announced',
  1,
  z
    .strictObject({
      title: Text.describe('What the measure is called.'),
      kind: Kind.describe('What sort of measure it is.'),
      issuer: Region.describe('The country or bloc whose measure it is.'),
      scope: Scope.describe('What it bears on.'),
      firstDay: Day.nullable().describe('Its planned first day; null: not yet fixed.'),
      lastDay: Day.optional().describe('Its own last day, not that of a suspension.'),
      rate: Rate.optional().describe('How much it takes, of a tariff or fee.'),
      /** We know this measure only because a later act touched it; it had started before that act. */
      knownThroughLaterAct: z
        .literal(true)
        .optional()
        .describe('True where it is known only because a later act touched it: it had started before that.'),
    })
    .refine(({ firstDay, lastDay }) => ordered({ from: firstDay ?? undefined, through: lastDay }), 'must not end before it starts'),
);
export type MeasureAnnounced = EventOf<typeof MeasureAnnounced>;

/** An act changed a measure from a day on. What is given is whole, never a difference; what is not given stays. */
export const MeasureAmended = event(
  'measure.amended',
  1,
  z
    .strictObject({
      from: Day.describe('The day from which the measure is so.'),
      title: Text.optional().describe('What it is called from then on.'),
      scope: Scope.optional().describe('Its whole scope from then on.'),
      rate: Rate.nullable().optional().describe('Its rate from then on; null: none.'),
      firstDay: Day.nullable().optional().describe('Its planned first day; null: not yet fixed.'),
      lastDay: Day.nullable().optional().describe('Its own last day; null: none.'),
    })
    .refine((data) => Object.keys(data).length > 1, 'must say what was amended: title, scope, rate, firstDay or lastDay, each whole'),
);
export type MeasureAmended = EventOf<typeof MeasureAmended>;

/** The measure began to bind people. `on` is the first day with it. */
export const MeasureTookEffect = event('measure.took-effect', 1, z.strictObject({ on: Day.describe('The first day with it.') }));
export type MeasureTookEffect = EventOf<typeof MeasureTookEffect>;

/** The measure ran out by its own terms or by law. `on` is the first day without it. */
export const MeasureExpired = event('measure.expired', 1, z.strictObject({ on: Day.describe('The first day without it.') }));
export type MeasureExpired = EventOf<typeof MeasureExpired>;

const through = Day.nullable().describe('The last suspended day; null: until further notice.');
const parts = Parts.optional().describe('The parts of the scope that the act touches; left out: all of it.');

/** An act stopped the measure for a while; a null `through` is "until further notice". */
export const MeasureSuspended = event(
  'measure.suspended',
  1,
  z.strictObject({ from: Day.describe('The first suspended day.'), through, parts }).refine(ordered, ENDS_BEFORE_START),
);
export type MeasureSuspended = EventOf<typeof MeasureSuspended>;

/**
 * An act let a suspension run longer. `suspension` names the event it extends (else the latest one).
 * Without `from` it joins on to the last day of the suspension as extended so far.
 */
export const MeasureSuspensionExtended = event(
  'measure.suspension-extended',
  1,
  z
    .strictObject({
      suspension: Text.optional().describe('The suspension that it extends, by its event or entry; left out: the latest.'),
      from: Day.optional().describe('The first day that it adds; left out: the day after the last suspended one.'),
      through,
      parts,
    })
    .refine(ordered, ENDS_BEFORE_START),
);
export type MeasureSuspensionExtended = EventOf<typeof MeasureSuspensionExtended>;

/** An act let a suspended measure bind again. `from` is the first day that is no longer suspended. */
export const MeasureResumed = event(
  'measure.resumed',
  1,
  z.strictObject({ from: Day.describe('The first day that is no longer suspended.'), parts }),
);
export type MeasureResumed = EventOf<typeof MeasureResumed>;

/** An act ended the measure for good. `from` is the first day without it. */
export const MeasureRevoked = event('measure.revoked', 1, z.strictObject({ from: Day.describe('The first day without it.') }));
export type MeasureRevoked = EventOf<typeof MeasureRevoked>;
