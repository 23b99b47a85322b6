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
  z.strictObject({ issuer: Region, through: Day, found: Text, bodiesLeftOut: z.array(Text).min(1).optional() }),
);
export type RecordChecked = EventOf<typeof RecordChecked>;

/** The whole of what a corrected event should have said. Of the envelope, what is given here replaces what stood there. */
export const Replacement = z.strictObject({
  type: Text,
  version: z.int().positive(),
  data: z.json(),
  publishedOn: Day.optional(),
  sources: z.array(Source).min(1).optional(),
  instrument: Instrument.optional(),
  summary: Text.optional(),
  note: Text.optional(),
  confidence: Confidence.optional(),
});
export type Replacement = z.infer<typeof Replacement>;

/** We had an event wrong (the policy did not change). The replacement is whole; the latest recorded wins. */
export const RecordCorrected = event('record.corrected', 1, z.strictObject({ event: z.guid(), replacement: Replacement, reason: Text }));
export type RecordCorrected = EventOf<typeof RecordCorrected>;

/** An event, or a correction, should never have been recorded. */
export const RecordRetracted = event('record.retracted', 1, z.strictObject({ event: z.guid(), reason: Text }));
export type RecordRetracted = EventOf<typeof RecordRetracted>;
