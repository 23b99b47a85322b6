/** A part of an image: numbers in a row, or lines of text. */
export type Section = Int32Array | Float64Array | Uint8Array | readonly string[];

/**
 * All that an index made of a record, in parts that can be written down and read again. Numbers may be parts of what the index goes
 * on to use: it only ever adds to those.
 */
export type Sections = Map<string, Section>;

/** The parts of an image whose names begin so, by what follows. */
export const sectionsUnder = (image: Sections, prefix: string): Sections =>
  new Map([...image].flatMap(([name, section]) => (name.startsWith(prefix) ? [[name.slice(prefix.length), section]] : [])));

/** An image as part of another. */
export const withPrefix = (prefix: string, image: Sections): Sections =>
  new Map([...image].map(([name, section]) => [prefix + name, section]));

export const intsOf = (image: Sections, name: string): Int32Array => image.get(name) as Int32Array;
export const textsOf = (image: Sections, name: string): readonly string[] => image.get(name) as readonly string[];
