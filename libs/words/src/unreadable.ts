/** Says why a word cannot be read, and what to write. */
export class Unreadable extends Error {}

/** Refuses what was written. */
export const refuse = (why: string): never => {
  throw new Unreadable(why);
};

const LONG = 80;

/** A text in quotes, as messages repeat it; of a long one its beginning. */
export const quoted = (text: string): string => `"${text.length > LONG ? `${text.slice(0, LONG)}…` : text}"`;
