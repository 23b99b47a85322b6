import { Day, ExactDay, FacilitationOpened, LicensingReported, MeasureId, Region } from '@in-force/events';
import { ORDER } from '@in-force/rules';
import { z } from 'zod';
import { next, sealed } from './answer.schema.js';
import { Coverage, facilitationStanding, PartyReading, Status, TextStatus } from './control.schema.js';
import type { Given } from './given.js';
import { askedOf } from './parameter.schema.js';
import { KINDS } from './search-documents.js';
import { told } from './told.schema.js';

export const MeasureReadings = z
  .strictObject({
    measure: MeasureId.describe('The id of the measure.'),
    title: z.string().describe('What it is called.'),
    status: Status.describe('Its status by the acts.'),
    byTerms: TextStatus.nullable().describe('Where that is unconfirmed: the status that the texts alone give.'),
    contested: z.boolean().describe('Whether a reading disagrees with the status.'),
    readings: z
      .array(PartyReading.extend({ agrees: z.boolean().describe('Whether it agrees with the status.') }))
      .describe('Each party’s latest reading that was said since this status began.'),
  })
  .describe('How parties read a measure, beside its status by the acts.');
export type MeasureReadings = Given<typeof MeasureReadings>;

export const LicensingReport = z
  .strictObject({ ...told, ...LicensingReported.schema.shape })
  .describe('Figures on licences as somebody gave them.');
export type LicensingReport = Given<typeof LicensingReport>;

export const Facilitation = z
  .strictObject({
    ...told,
    ...FacilitationOpened.schema.shape,
    id: z.string().describe('The id of the easing.'),
    issuer: Region.nullable().describe('Whose easing it is; null where neither its act nor a measure says so.'),
    through: Day.nullable().describe('Its last day, by its own terms or because it was closed; null where it is open.'),
    standing: facilitationStanding,
  })
  .describe('An easing that leaves the control in force, on the day asked about.');
export type Facilitation = Given<typeof Facilitation>;

export const Found = z
  .strictObject({
    type: z.enum(KINDS).describe('What sort of thing it is.'),
    id: z.string().describe('Its id; of a source, its address.'),
    title: z.string().describe('What it is called.'),
    snippet: z.string().describe('The words around the first that was found.'),
    link: z.string().describe('Where it can be read.'),
    publishedOn: Day.nullable().describe('The day on which it was public; null for a source that shows none.'),
    score: z.number().describe('How well it answers; compares within one type alone.'),
  })
  .describe('Something in the record that holds the words asked for.');
export type Found = Given<typeof Found>;

export const Cell = z
  .strictObject({
    on: ExactDay.describe('The day.'),
    region: Region.describe('The region; a bloc is no sum of its members.'),
    status: z.enum(ORDER).describe('The status that the measures have that day for that region.'),
    coverage: Coverage.describe('How much of the region they cover with it.'),
    count: z.int().positive().describe('How many distinct measures these are.'),
  })
  .describe('Distinct measures that bear on a region on a day, counted.');
export type Cell = Given<typeof Cell>;

export const ReadingsAnswer = z
  .strictObject({
    asked: askedOf('readings'),
    readings: z.array(MeasureReadings).describe('The measures that parties read, in order of id.'),
    next,
    ...sealed,
  })
  .describe('How parties read measures, and where they disagree with the acts.');
export const LicensingAnswer = z
  .strictObject({
    asked: askedOf('licensing'),
    reports: z.array(LicensingReport).describe('What was reported, by the day on which it was public.'),
    next,
    ...sealed,
  })
  .describe('Figures on licences, as said.');
export const FacilitationsAnswer = z
  .strictObject({
    asked: askedOf('facilitations'),
    facilitations: z.array(Facilitation).describe('The easings, by their first day.'),
    next,
    ...sealed,
  })
  .describe('Easings that leave a control in force.');
export const SearchAnswer = z
  .strictObject({
    asked: askedOf('search'),
    results: z.array(Found).describe('What was found, one type after another, the best of each first.'),
    near: z
      .array(z.string())
      .optional()
      .describe('Words of the record that are near to those asked for and not found; left out where something was found.'),
    next,
    ...sealed,
  })
  .describe('What holds the words asked for.');
export const MatrixAnswer = z
  .strictObject({
    asked: askedOf('matrix'),
    days: z.array(ExactDay).describe('The days that are counted.'),
    regions: z.array(Region).describe('The regions that are counted.'),
    cells: z.array(Cell).describe('The counts, by day, region, status and coverage; what no measure has is left out.'),
    ...sealed,
  })
  .describe('Controls counted by day, region, status and coverage.');
