import { z } from 'zod';
import { Day } from './days.js';
import { type EventOf, event, Text } from './define.js';
import { Instrument } from './instrument.js';
import { Region } from './regions.js';
import { Confidence, Source } from './sources.js';

/** Somebody looked at an issuer's publications up to a day. Without checks, silence means nothing. */
export const RecordChecked = event(
  'record.checked',
  1,
  z.strictObject({
    issuer: Region.describe('Whose publications were looked at.'),
    through: Day.describe('The last day through which they were read.'),
    found: Text.describe('What was found.'),
    bodiesLeftOut: z.array(Text).min(1).optional().describe('The authorities whose publications could not be read.'),
  }),
);
export type RecordChecked = EventOf<typeof RecordChecked>;

/** Any JSON: the data of an event of any type and version. */
export const Data = z.json();
z.globalRegistry.add(Data, { description: 'Any JSON: what an event should have said, whole.' });

/** The whole of what a corrected event should have said. Of the envelope, what is given here replaces what stood there. */
export const Replacement = z.strictObject({
  type: Text.describe('The type of the event.'),
  version: z.int().positive().describe('The version of the shape of its data.'),
  data: Data,
  publishedOn: Day.optional().describe('The day on which its source was public, where that was wrong.'),
  sources: z.array(Source).min(1).optional().describe('Its sources, where those were wrong.'),
  instrument: Instrument.optional().describe('The act, where that was wrong.'),
  summary: Text.optional().describe('The sentence of what happened, where that was wrong.'),
  note: Text.optional().describe('The note, where that was wrong.'),
  confidence: Confidence.optional().describe('How sure the recorders are, where that was wrong.'),
});
export type Replacement = z.infer<typeof Replacement>;

/** We had an event wrong (the policy did not change). The replacement is whole; the latest recorded wins. */
export const RecordCorrected = event(
  'record.corrected',
  1,
  z.strictObject({
    event: z.guid().describe('The id of the event that was wrong.'),
    replacement: Replacement.describe('The whole of what it should have said.'),
    reason: Text.describe('Why it was wrong.'),
  }),
);
export type RecordCorrected = EventOf<typeof RecordCorrected>;

/** An event, or a correction, should never have been recorded. */
export const RecordRetracted = event(
  'record.retracted',
  1,
  z.strictObject({
    event: z.guid().describe('The id of the event or correction that is taken back.'),
    reason: Text.describe('Why.'),
  }),
);
export type RecordRetracted = EventOf<typeof RecordRetracted>;

/** Returns whether something mends the record: a correction or a retraction, of the event that it names. */
export const isMending = <Of extends { readonly type: string }>(
  event: Of,
): event is Extract<Of, { readonly type: 'record.corrected' | 'record.retracted' }> =>
  event.type === 'record.corrected' || event.type === 'record.retracted';
