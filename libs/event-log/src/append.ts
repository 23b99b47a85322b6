import { type Encoded, type Identified, Instant, type Language, type Place, type Stored, UnreadableEvent } from '@in-force/events';
import { InvalidAppend } from './event-log.js';
import { leafOf } from './leaf.js';
import { demandSizes } from './size.js';

/**
 * Turns drafts into what a log keeps, before anything is stored.
 *
 * @throws {InvalidAppend} for an unnamed stream, no drafts, one id twice, or too many bytes.
 * @throws {UnreadableEvent} when a draft does not fit its schema.
 */
export function encodeAll<Said extends Identified>(
  { encode }: Pick<Language<Said, never>, 'encode'>,
  stream: string,
  drafts: readonly Said[],
): Encoded[] {
  if (stream === '') throw new InvalidAppend('A stream needs a name.');
  if (drafts.length === 0) throw new InvalidAppend(`Nothing to append to "${stream}".`);
  const seen = new Set<string>();
  for (const { id } of drafts) {
    if (seen.has(id)) throw new InvalidAppend(`Event ${id} stands twice in one append to "${stream}".`);
    seen.add(id);
  }
  const events = drafts.map((draft) => {
    const event = encode(draft);
    const at = halfCharacterIn({ data: event.data, ...(event.meta as object) });
    if (at)
      throw new UnreadableEvent(`Cannot read ${event.type} ${event.id}: ${at.slice(1)}: holds half of a character. Write the text again.`);
    return event;
  });
  demandSizes(stream, events);
  return events;
}

/**
 * Returns where half of a surrogate pair stands: no encoding has it, so no two programs would give the same hash. Undefined where none
 * does.
 */
function halfCharacterIn(value: unknown): string | undefined {
  if (typeof value === 'string') return /\p{Surrogate}/u.test(value) ? '' : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const at = halfCharacterIn(inner);
    if (at !== undefined) return `.${key}${at}`;
  }
  return undefined;
}

/**
 * Recognises an append that was made before. `placeOf` finds an event in the log by its id.
 *
 * @returns how many events the stream held after it, or undefined when none of its ids is known.
 * @throws {InvalidAppend} when its ids are known, but not as one append to this stream.
 */
export function appendedBefore(
  stream: string,
  ids: readonly string[],
  placeOf: (id: string) => Pick<Place, 'stream' | 'revision'> | undefined,
): number | undefined {
  const places = ids.map(placeOf);
  for (const [index, place] of places.entries())
    if (place && place.stream !== stream)
      throw new InvalidAppend(`Event ${ids[index]} stands in "${place.stream}" already, so it cannot be appended to "${stream}".`);
  const known = places.filter((place) => place !== undefined);
  const first = known[0];
  if (!first) return undefined;
  if (known.length < ids.length) {
    const standing = ids.filter((_, index) => places[index]);
    throw new InvalidAppend(
      `Some of these events stand in "${stream}" already and some do not: ${standing.join(', ')} of ${ids.length}. Append only the new ones.`,
    );
  }
  if (known.some(({ revision }, index) => revision !== first.revision + index))
    throw new InvalidAppend(`These events stand in "${stream}" already, but in another order or with others between them.`);
  return first.revision + ids.length;
}

/** What a copy has to know of itself to be continued. */
interface Copy {
  readonly last: Pick<Place, 'position' | 'recordedAt'> | undefined;
  sizeOf(stream: string): number;
  has(id: string): boolean;
}

/**
 * Checks that stored events follow exactly on what a copy holds.
 *
 * @returns the same events.
 * @throws {InvalidAppend} at the first that does not, or is not what was recorded.
 * @throws {UnreadableEvent} at one that this program cannot read.
 */
export function demandContinues(
  { decode }: Pick<Language<never, Place>, 'decode'>,
  events: readonly Stored[],
  copy: Copy,
): readonly Stored[] {
  const sizes = new Map<string, number>();
  const ids = new Set<string>();
  let position = copy.last?.position ?? 0;
  let before = copy.last?.recordedAt ?? '';
  for (const event of events) {
    const { id, stream, revision, position: at, recordedAt } = event;
    const refuse = (why: string) => new InvalidAppend(`Event ${at} (${id}) does not continue this log: ${why}.`);
    const size = sizes.get(stream) ?? copy.sizeOf(stream);
    if (at !== position + 1) throw refuse(`position ${position + 1} comes next`);
    if (revision !== size) throw refuse(`"${stream}" holds ${size} events, so revision ${size} comes next, not ${revision}`);
    if (ids.has(id) || copy.has(id)) throw refuse('its id stands there already');
    if (Instant.safeParse(recordedAt).data !== recordedAt) throw refuse(`"${recordedAt}" is no instant in UTC with milliseconds`);
    if (recordedAt < before) throw refuse(`it was recorded at ${recordedAt}, the event before at ${before}`);
    decode(event);
    if (leafOf(event) !== event.leaf) throw refuse('it is not what was recorded, for it does not give its leaf hash');
    sizes.set(stream, size + 1);
    ids.add(id);
    position = at;
    before = recordedAt;
  }
  return events;
}
