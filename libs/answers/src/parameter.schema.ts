import { ExactDay, Kind, MeasureId, Party, Region } from '@in-force/events';
import { COMMITMENT_STATUSES } from '@in-force/rules';
import { z } from 'zod';
import { Status } from './control.schema.js';
import { spelled } from './parse-question.js';
import { ASKED_STATUSES, PARAMETERS, type Question, STEPS } from './question.js';
import { Position } from './told.schema.js';

const AskedStatuses = z.array(z.enum(ASKED_STATUSES));
const Standings = z.array(z.enum(COMMITMENT_STATUSES));
const Item = z
  .string()
  .min(1)
  .meta({ examples: ['Dy', 'dysprosium', '1C902', 'hs:8112'] });
const Step = z.enum(STEPS);
const Corrections = z.enum(['raw', 'applied']);
const Name = z.string().min(1).max(200);
const Truth = z.boolean();
const Lead = z
  .string()
  .regex(/^P\d{1,3}[DW]$/)
  .meta({ examples: ['P7D'] });

/** The parameters of questions by their fields, as a URL names them; a list is comma-separated there. */
export const WRITTEN = {
  on: ExactDay,
  at: z.string().meta({ format: 'date-time' }),
  region: Region,
  item: Item,
  issuer: z.array(Region),
  kind: z.array(Kind),
  status: z.array(z.enum([...ASKED_STATUSES, 'all'])),
  standing: z.array(z.enum([...COMMITMENT_STATUSES, 'all'])),
  expect: Status,
  measure: MeasureId,
  party: Party,
  person: Name,
  about: Name,
  contested: Truth,
  frames: Truth,
  lead: z.array(Lead),
  words: Truth,
  q: z.string().min(1).max(200),
  from: ExactDay,
  to: ExactDay,
  days: z.int().min(1).max(3660),
  step: Step,
  regions: z.array(Region),
  knownOn: ExactDay,
  reading: Party,
  limit: z.int().min(1).max(1000),
  after: z.string().min(1),
  recordedAt: z.union([Position, z.string().meta({ format: 'date-time' })]),
  corrections: Corrections,
  log: z.string().regex(/^(?:[0-9a-f]{64}|[0-9a-f]{12})$/),
  facts: z.string().regex(/^(?:t1|sha256)-[0-9a-f]{64}$/),
} as const satisfies Readonly<Record<keyof Question, z.ZodType>>;

/** The same as an answer repeats them, with the defaults filled in. */
const REPEATED = {
  on: ExactDay.describe('The day asked about, in the issuer’s time zone.'),
  at: z
    .string()
    .optional()
    .meta({ format: 'date-time' })
    .describe('The moment asked about, where each measure is asked of the day that it was then at its issuer’s seat; else not here.'),
  region: Region.nullable().describe('The region asked about; null: any.'),
  item: Item.nullable().describe('The item asked about, in its canonical spelling; null: any.'),
  issuer: z.array(Region).nullable().describe('Whose measures were asked for; null: anybody’s.'),
  kind: z.array(Kind).nullable().describe('Which kinds of measure were asked for; null: all.'),
  status: AskedStatuses.describe('Which statuses were asked for.'),
  standing: Standings.describe('Which standings of promises were asked for; open stands for all that are neither kept nor broken.'),
  expect: Status.nullable().describe('The status that was expected; null where none was named.'),
  measure: MeasureId.nullable().describe('The measure that the answer is to be about; null: any.'),
  party: Party.nullable().describe('The party that the answer is to be about; null: any.'),
  person: Name.nullable().describe('Who spoke, by words of the name; null: anybody.'),
  about: Name.nullable().describe('What it was to speak of: the id of something in the record, or an item; null: anything.'),
  contested: Truth.describe('Whether only measures were asked for that a party reads otherwise.'),
  frames: Truth.describe('Whether measures that bite only through others are counted too.'),
  lead: z.array(z.string().regex(/^P\d{1,3}D$/)).describe('How long before dates they are told, the longest first; empty: not at all.'),
  words: Truth.describe('Whether days are told ahead too that are words, no act.'),
  q: z.string().nullable().describe('The words to be found.'),
  from: ExactDay.nullable().describe('The first day asked about; null: the default of this answer.'),
  to: ExactDay.nullable().describe('The last day asked about.'),
  days: z.int().min(1).describe('How many days ahead were asked about.'),
  step: Step.describe('How far apart the days lie.'),
  regions: z.array(Region).nullable().describe('The regions asked about, each a row of its own; null: every country.'),
  knownOn: ExactDay.nullable().describe('The day by which a source had to be public; null: all that is recorded.'),
  reading: Party.nullable().describe('The party whose readings were asked for; null: none.'),
  recordedAt: Position.describe('The position of the record that answered.'),
} as const satisfies Partial<Record<keyof Question, z.ZodType>>;

/** What each of them is, with the fields that name a page or a citation left out. */
type Repeated = keyof typeof REPEATED;
const isRepeated = (field: keyof Question): field is Repeated => field in REPEATED;

/** Returns the schema of a question of a kind as its answer repeats it. */
export function askedOf<Kind extends keyof typeof PARAMETERS>(kind: Kind) {
  type Field = Extract<(typeof PARAMETERS)[Kind][number], Exclude<Repeated, 'standing'>>;
  type Shape = { [Name in Field]: (typeof REPEATED)[Name] };
  const fields = (PARAMETERS[kind] as readonly (keyof Question)[]).filter(isRepeated);
  const shape = Object.fromEntries(fields.map((field) => [spelled(field), REPEATED[field]]));
  return z.strictObject(shape as unknown as Shape).describe('The question as it was understood, with the defaults filled in.');
}
