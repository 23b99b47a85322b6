import { z } from 'zod';
import { ControlsAnswer, ExplainAnswer, HistoryEntry, InstrumentAnswer, MeasureAnswer, Step } from './answer.schema.js';
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
  Named,
};

/** A kind of answer, or something that answers consist of, with the meaning of each of its fields. */
interface Described {
  readonly name: string;
  readonly meaning: string;
  readonly fields: readonly { readonly name: string; readonly meaning: string }[];
}

/** The fields of every answer, and of what answers consist of; of what has forms, those of the first. */
export const FIELDS: readonly Described[] = Object.entries(SCHEMAS)
  .map(([name, schema]) => ({ name, meaning: schema.description ?? '', fields: fieldsOf(schema) }))
  .filter(({ fields }) => fields.length > 0);

function fieldsOf(schema: z.ZodType): Described['fields'] {
  const [form] = schema instanceof z.ZodUnion ? schema.options : [schema];
  const shape = form instanceof z.ZodObject ? (form.shape as Readonly<Record<string, z.ZodType>>) : {};
  return Object.entries(shape).map(([name, { description = '' }]) => ({ name, meaning: description }));
}
