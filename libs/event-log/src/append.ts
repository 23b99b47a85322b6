import { type Draft, type Encoded, encode, Instant, type Place, type Recorded } from '@in-force/events';
import { InvalidAppend } from './event-log.js';

/**
 * Turns drafts into what a log keeps, before anything is stored.
 *
 * @throws {InvalidAppend} for an unnamed stream, no drafts, or one id twice.
 * @throws {UnreadableEvent} when a draft does not fit its schema.
 */
export function encodeAll(stream: string, drafts: readonly Draft[]): Encoded[] {
  if (stream === '') throw new InvalidAppend('A stream needs a name.');
  if (drafts.length === 0) throw new InvalidAppend(`Nothing to append to "${stream}".`);
  const seen = new Set<string>();
  for (const { id } of drafts) {
    if (seen.has(id)) throw new InvalidAppend(`Event ${id} stands twice in one append to "${stream}".`);
    seen.add(id);
  }
  return drafts.map(encode);
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
 * Checks that recorded events follow exactly on what a copy holds, and turns them into what it keeps.
 *
 * @throws {InvalidAppend} at the first that does not.
 */
export function continued(recorded: readonly Recorded[], copy: Copy): (Encoded & Place)[] {
  const sizes = new Map<string, number>();
  const ids = new Set<string>();
  let position = copy.last?.position ?? 0;
  let before = copy.last?.recordedAt ?? '';
  return recorded.map(({ stream, revision, position: at, recordedAt, ...draft }) => {
    const refuse = (why: string) => new InvalidAppend(`Event ${at} (${draft.id}) does not continue this log: ${why}.`);
    const size = sizes.get(stream) ?? copy.sizeOf(stream);
    if (at !== position + 1) throw refuse(`position ${position + 1} comes next`);
    if (revision !== size) throw refuse(`"${stream}" holds ${size} events, so revision ${size} comes next, not ${revision}`);
    if (ids.has(draft.id) || copy.has(draft.id)) throw refuse('its id stands there already');
    if (Instant.safeParse(recordedAt).data !== recordedAt) throw refuse(`"${recordedAt}" is no instant in UTC with milliseconds`);
    if (recordedAt < before) throw refuse(`it was recorded at ${recordedAt}, the event before at ${before}`);
    sizes.set(stream, size + 1);
    ids.add(draft.id);
    position = at;
    before = recordedAt;
    return { ...encode(draft as Draft), stream, revision, position, recordedAt };
  });
}
