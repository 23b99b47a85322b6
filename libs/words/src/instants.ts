import { Instant } from '@in-force/events';
import { quoted, refuse } from './unreadable.js';

const LOOSE = /^(\d{4}-\d{2}-\d{2})[T\s](\d{2}:\d{2})(:\d{2}(?:\.\d{1,9})?)?\s?(Z|[+-]\d{2}:?\d{2})$/i;
/** An offset whose plus became a space, as it does in a URL. */
const SPACED = /^(.*:\d{2}(?:\.\d{1,9})?) (\d{2}:?\d{2})$/;

/**
 * Reads an instant with its offset. A plus that was not encoded in a URL comes as a space, and is read as one; seconds may be left out.
 *
 * @throws {Unreadable} saying what to write; `neither` says what else could have been written.
 */
export function readInstant(text: string, neither = 'neither a position (digits) nor an instant'): Instant {
  const exact = Instant.safeParse(text);
  if (exact.success) return exact.data;
  const signed = text.trim().replace(SPACED, '$1+$2');
  const [, day, clock, seconds = ':00', offset = ''] = LOOSE.exec(signed) ?? [];
  const instant = Instant.safeParse(`${day}T${clock}${seconds}${offset.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')}`);
  return instant.success
    ? instant.data
    : refuse(`${quoted(text)} is ${neither} with an offset, such as 2026-11-23T09:30:00Z (a + is written %2B in a URL).`);
}
