import { EventId, exactly, Moment, Position, SCHEMAS } from '@in-force/answers/schemas';
import { REFUSALS } from '@in-force/domain';
import { EXPORT_FORMATS, type Manifest as ManifestOfEngine } from '@in-force/engine';
import { CATALOG, Envelope, isMending, Text } from '@in-force/events';
import { Common, Head } from '@in-force/formats';
import { z } from 'zod';
import { PROBLEMS } from './problems.js';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Count = z.int().nonnegative();

const PROBLEM_TYPES = ['about:blank', ...Object.keys({ ...PROBLEMS, ...REFUSALS }).map((name) => `/problems/${name}`)];

const Problem = z
  .strictObject({
    type: z.enum(PROBLEM_TYPES).describe('Which problem it is: a name that does not change; about:blank for a fault of ours.'),
    title: z.string().describe('The problem in a sentence, the same for every one of its type.'),
    status: z.int().min(400).max(599).describe('The status code of the answer.'),
    detail: z.string().optional().describe('What is wrong here, and what to do.'),
    errors: z
      .array(
        z.strictObject({
          pointer: z.string().describe('Where the mistake stands: a parameter, a header or a field of the body, as a JSON Pointer.'),
          detail: z.string().describe('What is wrong there, and what to write.'),
          line: z.int().positive().optional().describe('The line of the file that was sent.'),
        }),
      )
      .optional()
      .describe('The mistakes of a request that cannot be read, each by its place; the first hundred.'),
    more: Count.optional().describe('How many further mistakes there are.'),
    near: z.array(z.string()).optional().describe('What may have been meant.'),
    types: z.array(z.string()).optional().describe('The media types that are taken.'),
    revision: Count.nullable().optional().describe('The revision of the last event of the stream; null where it holds none.'),
    cited: z.string().optional().describe('The digest of the facts that the citation names.'),
    now: z.string().optional().describe('The digest of the facts that today’s rules give.'),
    today: z.string().optional().describe('A link to the same question, answered by today’s rules.'),
  })
  .describe('What went wrong (RFC 9457).');

const links = z
  .strictObject({
    correctedBy: z.array(z.string()).describe('Links to the corrections.'),
    retractedBy: z.string().nullable().describe('A link to the retraction; null where there is none.'),
  })
  .optional()
  .describe('Links to what became of the event; only where one event is asked for.');

/** Each event as the API gives it, by its type. */
export const EVENTS = Object.fromEntries(
  CATALOG.map(({ type, version, schema }) => [
    type,
    z
      .strictObject({
        ...Envelope.shape,
        type: z.literal(type).describe('The type of the event, which says what its data are.'),
        version: z.literal(version).describe('The version of the shape of its data.'),
        data: schema.describe('What the event says.'),
        stream: z.string().describe('The stream that the event is of: its subject and the id of that.'),
        revision: Count.describe('The number of the event in its stream, from 0.'),
        position: Position.describe('The number of the event in the record, from 1: the same in every copy.'),
        recordedAt: Moment.describe('When the log got it.'),
        leaf: Hash.describe('The hash of its leaf in the Merkle tree over the record.'),
        correctedBy: z
          .array(EventId)
          .optional()
          .describe('The ids of the corrections that it has had since; only where one event is asked for.'),
        retractedBy: EventId.nullable()
          .optional()
          .describe('The id of the retraction that took it out, null where none did; only where one event is asked for.'),
        links,
      })
      .describe(`An event of the type ${type}, as it was recorded.`),
  ]),
);
const Event = z
  .discriminatedUnion('type', Object.values(EVENTS) as never)
  .describe('One event of the record, told apart by its type.') as unknown as z.ZodType;

const checkpoint = z.string().describe('The checkpoint of the record at that position (C2SP tlog-checkpoint).');
const TreeHead = z.strictObject({
  size: Count.describe('How many events the tree holds: the position.'),
  head: Hash.describe('The head of the tree.'),
});

const { asked, controls, leftOut, checkedThrough, daysSinceChecked, next } = SCHEMAS.ControlsAnswer.shape;
const Uncited = z.strictObject({ asked, controls, leftOut, checkedThrough, daysSinceChecked, next });

const Manifest = exactly<ManifestOfEngine>()(
  z.strictObject({
    file: z.string().describe('The name of the file.'),
    format: z.enum(EXPORT_FORMATS).describe('Its format.'),
    rows: Count.describe('How many rows it holds.'),
    bytes: Count.describe('How long it is, in bytes.'),
    sha256: Hash.describe('The SHA-256 of its bytes.'),
    columns: z
      .record(z.string(), z.enum(['text', 'number', 'truth', 'instant', 'day', 'said']))
      .describe('Its columns in order, and how the values of each are kept.'),
    log: z
      .strictObject({
        id: z.string().describe('The head of the Merkle tree over the record up to the position.'),
        position: z.string().describe('The position that it goes to.'),
      })
      .describe('The record that it is of.'),
    rules: z.int().positive().describe('The version of the rules and the vocabulary.'),
    version: z.string().describe('The version of the program that made it.'),
    license: z.string().describe('The licence of the record and of all that is made of it (SPDX).'),
  }),
);

/** Data of an event in a file: what they name of the record may be named by its entry. */
const dataIn = (definition: (typeof CATALOG)[number]) =>
  isMending(definition) ? definition.schema.extend({ event: Text.describe('The event, by its id or entry.') }) : definition.schema;
const RecordEntry = z
  .strictObject({
    ...Common.shape,
    ...Object.fromEntries(CATALOG.map((event) => [event.type, dataIn(event).optional().describe(`What a ${event.type} says.`)])),
  })
  .describe('One entry: what is said of an event, and under the name of its type its data.');

/** The schemas of the service’s answers beside the questions, and of what it takes, by name. */
export const SERVICE = {
  Problem,
  Event,
  EventsAnswer: z
    .strictObject({
      events: z.array(Event).describe('The events, oldest first, without a gap.'),
      log: z
        .strictObject({
          id: Hash.describe('The head of the Merkle tree over the record.'),
          position: Position.describe('The position of the last event of the record.'),
        })
        .describe('The record as it stands.'),
      next: z.string().nullable().describe('A link to the next page; null where nothing has come after this one.'),
    })
    .describe('The record itself, oldest first.'),
  InclusionProof: z
    .strictObject({
      event: EventId,
      leaf: Hash.describe('The hash of the leaf of the event.'),
      index: Count.describe('The number of the leaf, from 0.'),
      size: Count.describe('How many leaves the tree has.'),
      head: Hash.describe('The head of the tree.'),
      proof: z.array(Hash).describe('The hashes that lead from the leaf to the head, in order (RFC 9162, 2.1.3).'),
      checkpoint,
    })
    .describe('A proof that an event stands in the record.'),
  ConsistencyProof: z
    .strictObject({
      from: TreeHead.describe('The earlier head.'),
      to: TreeHead.describe('The later head.'),
      proof: z.array(Hash).describe('The hashes that lead from the one to the other (RFC 9162, 2.1.4).'),
      checkpoint,
    })
    .describe('A proof that one record is the beginning of another.'),
  ManifestAnswer: z
    .strictObject({ files: z.array(Manifest).describe('Each export of the whole record.') })
    .describe('What each export of the whole record holds, with its hash.'),
  Recorded: z
    .strictObject({
      event: EventId.describe('The id of the event that records the act.'),
      position: Position.describe('The position of that event.'),
      revision: Count.describe('Its number in the measure’s stream, from 0: what a next act may demand by If-Match.'),
      recorded: z.boolean().describe('Whether it was recorded now.'),
      known: z.boolean().describe('Whether the same act was recorded before, but not as this request.'),
      measure: z.string().describe('A link to the measure.'),
    })
    .describe('What became of an act.'),
  Imported: z
    .strictObject({
      recorded: Count.describe('How many events were recorded, or would be.'),
      known: Count.describe('How many were recorded before.'),
      dryRun: z.boolean().describe('Whether everything was decided and nothing stored.'),
      position: Position.describe('The position of the last event of the record.'),
    })
    .describe('What became of a file.'),
  WhatIfAnswer: z
    .strictObject({
      recorded: Count.describe('How many events were supposed.'),
      before: Uncited.describe('The answer as the record is.'),
      after: Uncited.describe('The answer as it would be.'),
      differences: z.array(SCHEMAS.Difference).describe('The measures of which the two say something else.'),
    })
    .describe('Two answers to one question: as the record is, and as it would be.'),
  Live: z.strictObject({ status: z.literal('live').describe('That the process lives.') }).describe('That the process lives.'),
  Ready: z
    .strictObject({
      status: z.enum(['ready', 'degraded']).describe('Whether it can answer and record, or, without its log, only answer.'),
      position: Position.describe('The position that it answers for.'),
      head: Position.describe('The position of the log.'),
      lag: z.int().describe('How many events it is behind.'),
      log: Hash.nullable().describe('Names the log and its copies by the leaf hash of its first event; null while it is empty.'),
      behindSince: z.string().nullable().describe('Since when it has been behind; null where it is not.'),
      problem: z.string().nullable().describe('What is wrong with the log; null where nothing is.'),
      memory: z.record(z.string(), Count).describe('The memory that it takes, by what takes it, in bytes.'),
    })
    .describe('Whether it can answer, and for which position.'),
  RecordFile: z
    .strictObject({ ...Head.shape, entries: z.array(RecordEntry).min(1).describe('The entries, each with one event.') })
    .describe('A file of the record: the act or track it is about, its sources by key, and its entries.'),
};
