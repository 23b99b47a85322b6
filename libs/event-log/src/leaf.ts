import { hash } from 'node:crypto';
import { type Stored, UnreadableEvent } from '@in-force/events';
import canonicalizeModule from 'canonicalize';
import { type Hash, leafHash } from './merkle.js';

/** RFC 8785. The package is CommonJS: its types promise a default export that Node gives as the module itself. */
export const canonicalize = canonicalizeModule as unknown as (value: unknown) => string;

/** What a leaf says: the event as it is kept, but for its number, which is where the leaf stands. */
export type Leaf = Omit<Stored, 'position' | 'leaf'>;

/** Returns the members before `recordedAt` in the order of RFC 8785, and those after it. */
function partsOf({ id, type, version, data, meta, stream, revision }: Omit<Leaf, 'recordedAt'>): readonly [before: string, after: string] {
  const before = canonicalize({ data, id, meta }).slice(0, -1);
  return [before, canonicalize({ revision, stream, type, version }).slice(1)];
}

/** Returns the text of a leaf: RFC 8785 JSON of the event as it is kept, in the shape in which it was recorded. */
export function leafText(event: Leaf): string {
  const [before, after] = partsOf(event);
  return `${before},"recordedAt":${canonicalize(event.recordedAt)},${after}`;
}

/** Returns the hash of the leaf of an event, from what the event says. */
export const leafOf = (event: Leaf): Hash => leafHash(leafText(event));

/** SHA-256 of what is known of a leaf before a server says when it recorded the event: its text without `recordedAt`. */
export const digestOf = (event: Omit<Leaf, 'recordedAt'>): Hash => hash('sha256', partsOf(event).join(','), 'hex');

/** Returns the hash of the leaf of an event and its digest, for the price of one text. */
export function leafAndDigestOf(event: Leaf): { readonly leaf: Hash; readonly digest: Hash } {
  const [before, after] = partsOf(event);
  return {
    leaf: leafHash(`${before},"recordedAt":${canonicalize(event.recordedAt)},${after}`),
    digest: hash('sha256', `${before},${after}`, 'hex'),
  };
}

/** An event that is not what was recorded, or that is missing. */
export class AlteredEvent extends UnreadableEvent {
  constructor(
    readonly position: number,
    what: string,
  ) {
    super(`${what} Keep this log as it is, and restore a backup or another copy.`);
  }
}

/** Returns the error of an event whose leaf hash is not the one that was kept with it. */
export const altered = ({ position, type, version, id }: Omit<Stored, 'leaf'>): AlteredEvent =>
  new AlteredEvent(
    position,
    `Event ${position} (${type} v${version}, ${id}) is not what was recorded: it does not give the hash that was kept with it.`,
  );
