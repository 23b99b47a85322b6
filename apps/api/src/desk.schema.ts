import { Moment } from '@in-force/answers/schemas';
import { RIGHTS, TOLD_CAUSES } from '@in-force/desk';
import { z } from 'zod';

const Number_ = z.int().nonnegative();
const MaybeMoment = Moment.nullable();
const Id = z.string().regex(/^[0-9a-z]{12}$/);
const Hash = z.string().regex(/^[0-9a-f]{64}$/);

const Key = z
  .strictObject({
    id: Id.describe('The id of the key, which stays through rotations.'),
    name: z.string().describe('Whose key it is.'),
    may: z.array(z.enum(RIGHTS)).describe('Its rights.'),
    issuedAt: Moment.describe('When it was issued.'),
    issuedBy: z.string().describe('The id of the key that issued it; IN_FORCE_TOKEN for the one that is a setting.'),
    rotatedAt: MaybeMoment.describe('When its secret was last replaced; null where it never was.'),
    revokedAt: MaybeMoment.describe('When it was revoked; null while it works.'),
  })
  .describe('A key, without its secret.');
const secret = z
  .string()
  .regex(/^ifk_[0-9a-z]{32,}$/)
  .describe('The secret, sent as a bearer token. It is shown here alone; only its SHA-256 is kept.');

const Question = z.record(z.string(), z.string()).describe('The question, by the parameters of /v1/changes.');
const Title = z.string().nullable();

const Watch = z
  .strictObject({
    id: Id.describe('The id of the watch.'),
    state: z
      .enum(['active', 'paused', 'disabled'])
      .describe('active; paused, and it collects; disabled, by its receiver or because that did not answer for five days.'),
    reason: z.string().nullable().describe('Why it is disabled; null where it is not.'),
    title: Title.describe('What its owner calls it; null where nothing.'),
    to: z.string().nullable().describe('Where deliveries are posted; null where they are read.'),
    question: Question,
    causes: z.array(z.enum(TOLD_CAUSES)).describe('Of which changes it is told, by their causes.'),
    madeAt: Moment.describe('When it was made.'),
    madeBy: z.string().describe('The id of the key that made it.'),
    sequence: Number_.describe('The number of its last delivery; 0 before the first.'),
    answered: Number_.nullable().describe('Through which delivery all were taken; null where none is sent.'),
    failed: Number_.describe('How often the delivery that is due has failed.'),
    retryAt: MaybeMoment.describe('When it is tried again; null where nothing failed.'),
    bothSecretsUntil: MaybeMoment.describe('Until when the secret before the last rotation signs too; null where there was none.'),
    changes: z.string().describe('A link to the changes of the same question.'),
    deliveries: z.string().describe('A link to its deliveries.'),
  })
  .describe('A standing question, told when its answer changes.');
const webhookSecret = z
  .string()
  .regex(/^whsec_/)
  .nullable()
  .describe(
    'What verifies its deliveries, by the Standard Webhooks specification; shown when a watch is made and after a rotation. Null where none is sent.',
  );

const Delivery = z
  .strictObject({
    specversion: z.literal('1.0').describe('The version of CloudEvents.'),
    id: z.guid().describe('The id of the delivery: its webhook-id.'),
    source: z.string().describe('The service: its public address, or a name of its record.'),
    type: z
      .enum(['in-force.answer.changed', 'in-force.answer.ahead', 'in-force.answer.test'])
      .describe('Whether an answer changed, a date is near, or it is a test.'),
    subject: Id.describe('The id of the watch.'),
    time: Moment.describe('When it happened.'),
    recordedtime: Moment.describe('When the watch was told.'),
    datacontenttype: z.literal('application/json').describe('What the data are.'),
    sequence: z.string().describe('The number of the delivery: 1, 2, 3 without a gap.'),
    previous: Hash.nullable().describe('The SHA-256 of the body of the delivery before, as sent; null for the first.'),
    data: z.unknown().describe('The change, as /v1/changes has it; for the cause rules, the whole answer.'),
  })
  .describe('A delivery, as it is sent: a CloudEvent.');

const Attempt = z
  .strictObject({
    sequence: Number_.nullable().describe('The number of the delivery; null for a test.'),
    attempt: z.int().positive().describe('Which attempt it was, from 1.'),
    at: Moment.describe('When it was admitted.'),
    answeredAt: MaybeMoment.describe('When it ended; null while that is not known.'),
    status: z.int().nullable().describe('The status that was answered; null where none was.'),
    error: z.string().nullable().describe('What went wrong; null where a status was answered.'),
  })
  .describe('An attempt to send a delivery.');

/** The schemas of keys and watches, by name. */
export const DESK = {
  Key,
  KeysAnswer: z.strictObject({ keys: z.array(Key).describe('The keys, oldest first, the revoked ones too.') }).describe('All keys.'),
  IssuedKey: z.strictObject({ ...Key.shape, key: secret }).describe('A key that was issued, with its secret.'),
  RotatedKey: z
    .strictObject({ ...Key.shape, key: secret, formerUntil: Moment.describe('Until when the secret before works on.') })
    .describe('A key with another secret.'),
  NewKey: z
    .strictObject({
      name: z.string().min(1).max(200).describe('Whose key it is.'),
      may: z.array(z.enum(RIGHTS)).min(1).describe('Its rights.'),
    })
    .describe('What a new key is to be.'),
  Watch,
  WatchesAnswer: z
    .strictObject({ watches: z.array(Watch).describe('The watches, oldest first.') })
    .describe('The watches of who asks; all of them for an admin.'),
  MadeWatch: z.strictObject({ ...Watch.shape, secret: webhookSecret }).describe('A watch, with the secret that verifies its deliveries.'),
  NewWatch: z
    .strictObject({
      question: Question,
      title: Title.optional().describe('What its owner calls it.'),
      to: z.string().nullable().optional().describe('Where deliveries are posted: a public https address. Without it they are read.'),
      causes: z.array(z.enum(TOLD_CAUSES)).min(1).optional().describe('Of which changes it is told; of all but rules where none is named.'),
      lead: z.array(z.string()).min(1).optional().describe('How long ahead dates are told: P30D, P7D, P1D.'),
      after: z.string().optional().describe('Behind which cursor it begins, or since which instant; now where nothing is named.'),
    })
    .describe('What a new watch is to be.'),
  WatchChange: z
    .strictObject({
      title: Title.optional().describe('What its owner calls it.'),
      to: z.string().nullable().optional().describe('Where deliveries are posted from now on.'),
      state: z.enum(['active', 'paused']).optional().describe('What it is to be.'),
    })
    .describe('What is to become of a watch.'),
  Replay: z
    .strictObject({
      from: z.int().positive().describe('The first delivery to be sent once more.'),
      through: z.int().positive().optional().describe('The last one; the last that was taken where none is named.'),
    })
    .describe('Which deliveries are to be sent once more, under the same numbers and ids.'),
  Replayed: z
    .strictObject({
      from: z.int().positive().describe('The first delivery that is sent once more.'),
      through: z.int().positive().describe('The last one.'),
    })
    .describe('Which deliveries are sent once more.'),
  Tested: z
    .strictObject({
      status: z.int().nullable().describe('The status that the receiver answered; null where it did not.'),
      error: z.string().nullable().describe('What went wrong; null where it answered.'),
    })
    .describe('What came of a test.'),
  Delivery,
  DeliveriesAnswer: z
    .strictObject({
      deliveries: z.array(Delivery).describe('The deliveries, in order; those of the last 30 days.'),
      next: Number_.describe('After which number to go on.'),
      last: Number_.describe('The number of the last one there is.'),
    })
    .describe('What a watch was told.'),
  Attempt,
  AttemptsAnswer: z
    .strictObject({ attempts: z.array(Attempt).describe('The attempts of the last 30 days, oldest first.') })
    .describe('What came of sending.'),
};
