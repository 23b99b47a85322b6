import { Envelope, Instrument, MeasureId, Party, Quote, Slug, Source, Text } from '@in-force/events';
import { z } from 'zod';

/** The track at the head of a file. */
const Track = z.strictObject({
  id: Slug.describe('The id of the track.'),
  title: Text.describe('What it is called.'),
  parties: z.array(Party).min(1).describe('Who talks.'),
  subject: Text.describe('What about.'),
});

/** A file but for its entries: the act or track it is about, and its sources by key. */
export const Head = z.strictObject({
  instrument: Instrument.optional().describe('The act that the file is about; its entries need not name it.'),
  negotiation: Track.optional().describe('The track of talks that the file is about.'),
  sources: z
    .record(Slug, Source.omit({ supports: true }))
    .optional()
    .describe('Sources by a key, for entries to name.'),
  entries: z.array(z.unknown()).min(1, 'must hold at least one entry'),
});
export type Head = z.infer<typeof Head>;

const Cited = z.union(
  [
    z.strictObject({
      key: Slug.describe('The key of a source at the head of the file.'),
      supports: Text.optional().describe('What of the event rests on it.'),
      quote: Quote.optional().describe('Its decisive words.'),
    }),
    Source,
  ],
  'must be { key, supports, quote } with a key of `sources`, or a whole source',
);

/** What an entry says beside its event. */
export const Common = z.strictObject({
  id: Slug.describe('The id of the entry: the same entry recorded again is known.'),
  measures: z.array(MeasureId).min(1).optional().describe('The ids of the measures that it is of; left out: that of the act.'),
  of: Text.optional().describe('For other subjects: which one it is of.'),
  publishedOn: Envelope.shape.publishedOn,
  sources: z.array(Cited).min(1).describe('Where it comes from.'),
  summary: Envelope.shape.summary,
  note: Envelope.shape.note,
  confidence: Envelope.shape.confidence,
  instrument: Instrument.optional().describe('The act, where it is not that of the file.'),
});
