import { PostingLists, type Sections, sectionsUnder, textsOf, withPrefix } from '@in-force/columns';
import { formOf, idOf, type MeasureId, type Reading, type Recorded, type Scope, subjectOfStream } from '@in-force/events';
import { measuresTouchedBy, SHOWN, type Shown } from '@in-force/rules';
import { Mentions } from './mentions.js';

/** The metadata of a snapshot: what is kept in it as JSON. */
interface Metadata {
  readonly readBy: readonly (readonly [string, readonly MeasureId[]])[];
  readonly coded: readonly MeasureId[];
}

/** The fields that the data of some events has, in any form of them. */
interface DataOfSome {
  readonly party?: string;
  readonly readings?: readonly Reading[];
  readonly scope?: Partial<Scope>;
}

/** The streams that mention each measure, those among them that it is shown with, the parties that read it, and whether it lists codes. */
export class MeasureMentions {
  readonly #mentions: Mentions;
  /** Of the streams of a measure, those that it is shown with: statements that ever read it, in any form of them; commitments; easings. */
  readonly #shownWith: Readonly<Record<Shown, PostingLists>>;
  readonly #readBy: Map<string, Set<MeasureId>>;
  readonly #coded: Set<MeasureId>;

  constructor(sections?: Sections) {
    const lists = (shown: Shown) => new PostingLists(sections && sectionsUnder(sections, `${shown}.`));
    this.#mentions = new Mentions({ names: 'measures', streams: 'streamsOfMeasure', mentioned: 'measuresOfStream' }, sections);
    this.#shownWith = { reading: lists('reading'), commitment: lists('commitment'), facilitation: lists('facilitation') };
    const metadata = sections ? (JSON.parse(textsOf(sections, 'metadata')[0] as string) as Metadata) : { readBy: [], coded: [] };
    this.#readBy = new Map(metadata.readBy.map(([party, measures]) => [party, new Set(measures)]));
    this.#coded = new Set(metadata.coded);
  }

  /** Returns the mentions as sections of a snapshot. */
  get sections(): Sections {
    const metadata: Metadata = { readBy: [...this.#readBy].map(([party, measures]) => [party, [...measures]]), coded: [...this.#coded] };
    return new Map([
      ...this.#mentions.sections,
      ...SHOWN.flatMap((shown) => [...withPrefix(`${shown}.`, this.#shownWith[shown].sections)]),
      ['metadata', [JSON.stringify(metadata)]],
    ]);
  }

  /** Adds what an event says of measures, under the number of its stream. */
  add(event: Recorded, stream: number): void {
    const subject = subjectOfStream(event.stream);
    for (const id of measuresTouchedBy(event)) {
      const measure = this.#mentions.numberOf(id);
      const added = this.#mentions.add(measure, stream);
      if (added && (subject === 'commitment' || subject === 'facilitation')) this.#shownWith[subject].add(measure, stream);
    }
    const { party, readings = [], scope } = formOf(event).data as DataOfSome;
    for (const { measures } of readings) for (const measure of measures) this.#addReading(party as string, measure, stream);
    if (scope && scope.items !== 'all' && scope.items?.some(({ hs, codes }) => hs || codes)) this.#coded.add(idOf(event.stream));
  }

  /** Returns the numbers of the streams that mention a measure, in the order in which they first did. */
  streamsOf(measure: MeasureId): readonly number[] {
    return this.#mentions.streamsOf(measure);
  }

  /** Returns those of them that the measure is shown with, beside its own. */
  shownWith(measure: MeasureId, shown: Shown): readonly number[] {
    const number = this.#mentions.find(measure);
    return number === undefined ? [] : this.#shownWith[shown].of(number);
  }

  /** Returns the measures that a party ever read, in any form of any statement. */
  readBy(party: string): ReadonlySet<MeasureId> {
    return this.#readBy.get(party) ?? new Set();
  }

  /** Returns the measures that ever listed anything with an HS heading or a control code. */
  coded(): ReadonlySet<MeasureId> {
    return this.#coded;
  }

  #addReading(party: string, id: MeasureId, stream: number): void {
    const read = this.#readBy.get(party);
    if (read) read.add(id);
    else this.#readBy.set(party, new Set([id]));
    const measure = this.#mentions.numberOf(id);
    if (!this.#shownWith.reading.has(measure, stream)) this.#shownWith.reading.add(measure, stream);
  }
}
