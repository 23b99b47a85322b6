import { ControlsAnswer, ExplainAnswer, HistoryEntry, InstrumentAnswer, MeasureAnswer, Step } from './answer.schema.js';
import { Commitment, CommitmentAnswer, CommitmentsAnswer } from './commitment.schema.js';
import { Control, OpenFacilitation, PartyReading, Promised, Status } from './control.schema.js';
import { DiffAnswer, Difference, SinceAnswer } from './diff.schema.js';
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
  Named,
};
