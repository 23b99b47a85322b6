import type { EventLog } from '@in-force/event-log';
import { type EventOf, event, languageOf, type Place } from '@in-force/events';
import { z } from 'zod';
import { RIGHTS } from './rights.js';

/** Words that say something, on one line. */
const Name = z.string().trim().min(1).max(200);
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hexadecimal digits');
const Moment = z.iso.datetime();
const Count = z.int().min(1);

/** The service's words about an event, beside its data. */
const ServiceEnvelope = z.strictObject({
  id: z.guid(),
  /** Who asked for it: the id of a key, `IN_FORCE_TOKEN`, the subject of a token, or `in-force`, the service by itself. */
  by: z.string().min(1).max(400),
  correlation: z.string().min(1),
  causation: z.string().nullable(),
});
type ServiceEnvelope = z.infer<typeof ServiceEnvelope>;

const KeyIssued = event('key.issued', 1, z.strictObject({ name: Name, may: z.array(z.enum(RIGHTS)).min(1), hash: Sha256 }));
/** Another secret for the same key; the one before works on until then. */
const KeyRotated = event('key.rotated', 1, z.strictObject({ hash: Sha256, until: Moment }));
const KeyRevoked = event('key.revoked', 1, z.strictObject({}));

/** Why a delivery is made: a cause of a change, or that the rules became others. */
export const TOLD_CAUSES = ['world', 'knowledge', 'clock', 'ahead', 'rules'] as const;

const WatchMade = event(
  'watch.made',
  1,
  z.strictObject({
    /** The parameters of the question, as `/v1/changes` takes them. */
    question: z.record(z.string(), z.string()),
    title: Name.nullable(),
    to: z.url().nullable(),
    causes: z.array(z.enum(TOLD_CAUSES)).min(1),
    /** Behind which change it begins. */
    cursor: z.string(),
  }),
);
const WatchRenamed = event('watch.renamed', 1, z.strictObject({ title: Name.nullable() }));
const WatchRedirected = event('watch.redirected', 1, z.strictObject({ to: z.url().nullable() }));
const WatchPaused = event('watch.paused', 1, z.strictObject({}));
const WatchActivated = event('watch.activated', 1, z.strictObject({}));
const WatchDisabled = event('watch.disabled', 1, z.strictObject({ reason: Name }));
const WatchDeleted = event('watch.deleted', 1, z.strictObject({}));
/** Another secret: both sign until then. */
const WatchRotated = event('watch.rotated', 1, z.strictObject({ until: Moment }));
const WatchReplayed = event('watch.replayed', 1, z.strictObject({ from: Count, through: Count }));

/** A delivery as it is sent, whenever that is. The event's id is that of the message. */
const DeliveryTold = event(
  'delivery.told',
  1,
  z.strictObject({
    sequence: Count,
    body: z.string(),
    /** Where the list of changes goes on. */
    next: z.string(),
  }),
);
/** An attempt to send one is admitted; null for a test. */
const DeliveryAttempted = event('delivery.attempted', 1, z.strictObject({ sequence: Count.nullable(), attempt: Count }));
/** What came of it: the status that was answered, or what went wrong in a sentence. */
const DeliveryAnswered = event(
  'delivery.answered',
  1,
  z.strictObject({
    sequence: Count.nullable(),
    attempt: Count,
    status: z.int().min(100).max(999).nullable(),
    error: z.string().nullable(),
    at: Moment,
  }),
);

/** Every event that the service tells of itself. */
const SERVICE_CATALOG = [
  KeyIssued,
  KeyRotated,
  KeyRevoked,
  WatchMade,
  WatchRenamed,
  WatchRedirected,
  WatchPaused,
  WatchActivated,
  WatchDisabled,
  WatchDeleted,
  WatchRotated,
  WatchReplayed,
  DeliveryTold,
  DeliveryAttempted,
  DeliveryAnswered,
] as const;

export type ServiceEvent = EventOf<(typeof SERVICE_CATALOG)[number]>;
type ServiceDraft<E extends ServiceEvent = ServiceEvent> = E extends ServiceEvent ? ServiceEnvelope & E : never;
export type ServiceRecorded<E extends ServiceEvent = ServiceEvent> = E extends ServiceEvent ? ServiceDraft<E> & Place : never;

/** The language in which the service tells what it does: keys, watches and deliveries. Nobody cites it. */
export const SERVICE = languageOf<ServiceDraft, ServiceRecorded>(SERVICE_CATALOG, ServiceEnvelope, ['key', 'watch']);

/** The log of what the service does. */
export type ServiceLog = EventLog<ServiceDraft, ServiceRecorded>;
export type { ServiceDraft };
