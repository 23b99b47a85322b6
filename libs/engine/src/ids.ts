import { createHash } from 'node:crypto';

/** The namespace of our ids. Never changes: an entry imported again must carry the same id. */
const NAMESPACE = Buffer.from('7d0c9f2e5b1a4c3e8f60a1d2b3c4e5f6', 'hex');

/** A UUIDv5 (RFC 9562, section 5.5): the same name gives the same id. */
function uuidOf(name: string): string {
  const bytes = createHash('sha1').update(NAMESPACE).update(name).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Returns the id of the event that an entry becomes in a stream. */
export const eventId = (entry: string, type: string, stream: string): string => uuidOf(`${entry}/${type}/${stream}`);
