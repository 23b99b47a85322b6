import { Source } from '@in-force/events';
import { z } from 'zod';
import { ControlsAnswer, ExplainAnswer, HistoryEntry, InstrumentAnswer, Log, MeasureAnswer, Step } from './answer.schema.js';
import { Change, ChangesAnswer, Facts } from './changes.schema.js';
import { Commitment, CommitmentAnswer, CommitmentsAnswer } from './commitment.schema.js';
import { Control, OpenFacilitation, PartyReading, Promised, Status } from './control.schema.js';
import { DiffAnswer, Difference, SinceAnswer } from './diff.schema.js';
import {
  ErrataAnswer,
  Erratum,
  InstrumentsAnswer,
  ItemsAnswer,
  ListedAct,
  ListedMeasure,
  ListedRegion,
  MeasuresAnswer,
  RegionsAnswer,
  Statement,
  StatementsAnswer,
  VocabularyItem,
} from './lists.schema.js';
import {
  Cell,
  Facilitation,
  FacilitationsAnswer,
  Found,
  LicensingAnswer,
  LicensingReport,
  MatrixAnswer,
  MeasureReadings,
  ReadingsAnswer,
  SearchAnswer,
} from './registers.schema.js';
import {
  Arrangement,
  ArrangementAnswer,
  ArrangementsAnswer,
  Negotiation,
  NegotiationAnswer,
  NegotiationsAnswer,
  Round,
} from './talks.schema.js';
import { TimelineAnswer, TimelineEntry, UpcomingAnswer } from './timeline.schema.js';
import { Named } from './told.schema.js';

export { exactly } from './given.js';
export { WRITTEN } from './parameter.schema.js';
export { EVENT_TYPES, EventId, Moment, Position } from './told.schema.js';

/** What answers are, and what they consist of, by name: each field with its meaning. Answers are held to it by tests. */
export const SCHEMAS = {
  ControlsAnswer,
  MeasureAnswer,
  InstrumentAnswer,
  ExplainAnswer,
  SinceAnswer,
  DiffAnswer,
  TimelineAnswer,
  UpcomingAnswer,
  MatrixAnswer,
  NegotiationsAnswer,
  NegotiationAnswer,
  ArrangementsAnswer,
  ArrangementAnswer,
  CommitmentsAnswer,
  CommitmentAnswer,
  ReadingsAnswer,
  LicensingAnswer,
  FacilitationsAnswer,
  SearchAnswer,
  StatementsAnswer,
  InstrumentsAnswer,
  MeasuresAnswer,
  ItemsAnswer,
  RegionsAnswer,
  ErrataAnswer,
  ChangesAnswer,
  Control,
  Status,
  Promised,
  PartyReading,
  OpenFacilitation,
  HistoryEntry,
  Step,
  Difference,
  TimelineEntry,
  Cell,
  Negotiation,
  Round,
  Arrangement,
  Commitment,
  MeasureReadings,
  LicensingReport,
  Facilitation,
  Found,
  Statement,
  ListedAct,
  ListedMeasure,
  VocabularyItem,
  ListedRegion,
  Erratum,
  Change,
  Facts,
  Named,
  Source: Source.describe('Where something comes from: a page of a publisher.'),
  Log,
};

/** Of what has none. */
const NO_FIELDS = {};

/** The fields of each, to know again what has a name. */
const TABLES = new Set(Object.values(SCHEMAS).map((schema) => String(Object.keys(shapeOf(schema)))));

/** A kind of answer, or something that answers consist of, with the meaning of each of its fields. */
interface Described {
  readonly name: string;
  readonly meaning: string;
  readonly fields: readonly { readonly name: string; readonly meaning: string }[];
}

/**
 * The fields of every answer, and of what answers consist of; of what has forms, those of the first. What stands within them and has no
 * name of its own is told by its path (`kept[].touched[].before`), but for `asked`, which holds the parameters.
 */
export const FIELDS: readonly Described[] = Object.entries(SCHEMAS)
  .map(([name, schema]) => ({ name, meaning: schema.description ?? '', fields: fieldsOf(schema, '') }))
  .filter(({ fields }) => fields.length > 0);

function fieldsOf(schema: z.core.$ZodType, within: string): Described['fields'] {
  return Object.entries(shapeOf(schema)).flatMap(([key, field]) => {
    const name = `${within}${key}`;
    return [{ name, meaning: (field as z.ZodType).description ?? '' }, ...(name === 'asked' ? [] : withinOf(field, name))];
  });
}

/** Returns the fields of what stands in a field and has no name of its own. */
function withinOf(field: z.core.$ZodType, name: string): Described['fields'] {
  if (field instanceof z.ZodNullable || field instanceof z.ZodOptional) return withinOf(field.unwrap(), name);
  if (field instanceof z.ZodArray) return withinOf(field.element, `${name}[]`);
  return field instanceof z.ZodObject && !hasTable(field) ? fieldsOf(field, `${name}.`) : [];
}

/** Returns whether the fields of something are told in a table of their own. */
function hasTable(field: z.ZodObject): boolean {
  return TABLES.has(String(Object.keys(field.shape)));
}

/** Returns the fields of an object, or of the first form of what has forms; none of anything else. */
function shapeOf(schema: z.core.$ZodType): Readonly<Record<string, z.core.$ZodType>> {
  const [form] = schema instanceof z.ZodUnion ? schema.options : [schema];
  return form instanceof z.ZodObject ? form.shape : NO_FIELDS;
}
