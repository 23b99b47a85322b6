/** The subjects of the record: the part of an event type before the dot. */
export const SUBJECTS = ['measure', 'negotiation', 'commitment', 'statement', 'licensing', 'facilitation', 'record'] as const;
export type Subject = (typeof SUBJECTS)[number];

/** Returns the subject of an event type: `measure` of `measure.announced`. */
export const subjectOf = (type: string): Subject => type.split('.', 1)[0] as Subject;

/** Returns the stream of one subject: `measure-cn-mofcom-2025-18`, read by KurrentDB as a category and an id. */
export const streamOf = (subject: Subject, id: string): string => `${subject}-${id}`;

/** Returns the subject in a stream's name: what stands before the id. */
export const subjectOfStream = (stream: string): Subject => stream.slice(0, stream.indexOf('-')) as Subject;

/** Returns the id in a stream's name: what stands after the subject. */
export const idOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1);

/** Returns the measure whose own stream has this name; null for a stream of another subject. */
export const measureOf = (stream: string): string | null => (subjectOfStream(stream) === 'measure' ? idOf(stream) : null);
