import type { Event } from './catalog.js';

/** The subjects of the record: the part of an event type before the dot. */
export const SUBJECTS = ['measure', 'negotiation', 'commitment', 'statement', 'licensing', 'facilitation', 'record'] as const;
export type Subject = (typeof SUBJECTS)[number];

/** Returns the subject of an event type: `measure` of `measure.announced`. */
export const subjectOf = (type: Event['type']): Subject => type.split('.', 1)[0] as Subject;

/** Returns the stream of one subject: `measure-cn-mofcom-2025-18`, read by KurrentDB as a category and an id. */
export const streamOf = (subject: Subject, id: string): string => `${subject}-${id}`;

/** Returns the id in a stream's name: what stands after the subject. */
export const idOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1);
