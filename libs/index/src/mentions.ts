import { Dictionary, PostingLists, type Sections, sectionsUnder, withPrefix } from '@in-force/columns';

/** The names under which mentions lie in a snapshot. */
interface SectionNames {
  readonly names: string;
  readonly streams: string;
  readonly mentioned: string;
}

/**
 * The mentions of names, such as those of measures or of acts, in streams: an inverted index, and the same the other way round, as a
 * stream mentions few names, and a name is mentioned in many streams. Adding costs O(names that the stream mentions).
 */
export class Mentions {
  readonly #names: Dictionary;
  /** The streams that mention a name, and the names that a stream mentions, all by number. */
  readonly #streams: PostingLists;
  readonly #mentioned: PostingLists;

  constructor(
    private readonly named: SectionNames,
    sections?: Sections,
  ) {
    const part = (name: string) => sections && sectionsUnder(sections, `${name}.`);
    this.#names = new Dictionary(part(named.names));
    this.#streams = new PostingLists(part(named.streams));
    this.#mentioned = new PostingLists(part(named.mentioned));
  }

  /** Returns the mentions as sections of a snapshot. */
  get sections(): Sections {
    return new Map([
      ...withPrefix(`${this.named.names}.`, this.#names.sections),
      ...withPrefix(`${this.named.streams}.`, this.#streams.sections),
      ...withPrefix(`${this.named.mentioned}.`, this.#mentioned.sections),
    ]);
  }

  /** Returns the names by number. */
  get names(): readonly string[] {
    return this.#names.names;
  }

  /** Returns the number of a name; undefined where it has none. */
  find(name: string): number | undefined {
    return this.#names.find(name);
  }

  /** Returns the number of a name, and gives it the next one where it has none. */
  numberOf(name: string): number {
    return this.#names.numberOf(name);
  }

  /** Adds a mention, once. @returns whether it was added. */
  add(name: number, stream: number): boolean {
    if (this.#mentioned.has(stream, name)) return false;
    this.#mentioned.add(stream, name);
    this.#streams.add(name, stream);
    return true;
  }

  /** Returns the numbers of the streams that mention a name, in the order in which they first did. */
  streamsOf(name: string): readonly number[] {
    const number = this.find(name);
    return number === undefined ? [] : this.#streams.of(number);
  }
}
