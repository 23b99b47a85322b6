import { commonItems, instrumentOf, itemOfLine, type ListedItem, type MeasureId, SUBJECTS, streamOf } from '@in-force/events';
import { entryOf, namedIn, type RecordView, scopesOf } from '@in-force/rules';
import { findItemNamed, nearIds } from '@in-force/words';
import { InvalidRequest } from './errors.js';

/** What something that was said speaks of. */
interface Speaking {
  readonly about: readonly MeasureId[];
  readonly readings?: readonly { readonly measures: readonly MeasureId[] }[] | undefined;
  readonly refersTo?: readonly string[] | undefined;
  readonly items?: readonly ListedItem[] | undefined;
}

/**
 * Returns the test whether something speaks of what is asked about: a measure, an act (by any of its measures), a round, a statement, an
 * easing or talks by their id, or an item (by itself, or by a measure that lists what meets it).
 *
 * @throws {InvalidRequest} where it is none of these.
 */
export function aboutOf(known: RecordView, asked: string): (said: Speaking) => boolean {
  const item = findItemNamed(asked);
  if (item === undefined && !isNamed(known, asked)) throw unknown(known, asked);
  return ({ about, readings = [], refersTo = [], items = [] }) => {
    const measures = [...about, ...readings.flatMap((reading) => reading.measures)];
    if (measures.some((measure) => measure === asked || instrumentOf(measure) === asked) || refersTo.includes(asked)) return true;
    return item !== undefined && [...items.map(itemOfLine), ...measures.flatMap((id) => listedBy(known, id))].some(meets(item));
  };
}

const meets =
  (item: string) =>
  (other: string): boolean =>
    commonItems(item, other).length > 0;

/** Returns the items that a measure ever listed, as far as it is known. */
function listedBy(known: RecordView, measure: MeasureId): readonly string[] {
  const life = known.life(measure);
  return life === null ? [] : scopesOf(life).flatMap(namedIn);
}

/** Returns whether the record holds anything by this name: a subject, an act, or a round. */
const isNamed = ({ record }: RecordView, name: string): boolean =>
  SUBJECTS.some((subject) => record.length(streamOf(subject, name)) > 0) ||
  record.byInstrument(name).length > 0 ||
  record.measures().some((measure) => instrumentOf(measure) === name) ||
  record.streams('negotiation').some((stream) => record.stream(stream).some((event) => event.id === name || entryOf(event) === name));

function unknown({ record }: RecordView, asked: string): InvalidRequest {
  const close = nearIds(asked, [...record.measures(), ...record.instruments()]);
  const detail = `Nothing in this record is called "${asked}". Write the id of a measure, an act, a round or a statement, or an item.`;
  return new InvalidRequest([{ pointer: '/about', detail: close.length > 0 ? `${detail} Near: ${close.join(', ')}.` : detail }]);
}
