/** A section of a snapshot: numbers, or lines of text. */
export type Section = Int32Array | Float64Array | Uint8Array | readonly string[];

/**
 * The sections of a snapshot by name: all that a structure must write down to be made again. Numbers may be views of what the
 * structure goes on using, where it only ever adds to those.
 */
export type Sections = Map<string, Section>;

/** Returns the sections whose names begin with a prefix, by the rest of their names. */
export const sectionsUnder = (sections: Sections, prefix: string): Sections =>
  new Map([...sections].flatMap(([name, section]) => (name.startsWith(prefix) ? [[name.slice(prefix.length), section]] : [])));

/** Returns the sections with a prefix before each name. */
export const withPrefix = (prefix: string, sections: Sections): Sections =>
  new Map([...sections].map(([name, section]) => [prefix + name, section]));

export const intsOf = (sections: Sections, name: string): Int32Array => sections.get(name) as Int32Array;
export const bytesOf = (sections: Sections, name: string): Uint8Array => sections.get(name) as Uint8Array;
export const floatsOf = (sections: Sections, name: string): Float64Array => sections.get(name) as Float64Array;
export const textsOf = (sections: Sections, name: string): readonly string[] => sections.get(name) as readonly string[];
