import type { IncomingHttpHeaders } from 'node:http';

/** What becomes of a request for an answer that has a tag: it is sent, not sent again, or refused. */
type Outcome = 'send' | 'not-modified' | 'failed';

/** An entity tag as RFC 9110 (8.8.3) writes it. */
const TAG = /^(W\/)?"[\x21\x23-\x7e\x80-\xff]*"$/;

/** Returns the tags of a list; null for `*`. What is no tag is passed over. */
function tagsIn(list: string): string[] | null {
  if (list.trim() === '*') return null;
  return list
    .split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/) // a comma may stand in a tag
    .map((tag) => tag.trim())
    .filter((tag) => TAG.test(tag));
}

const weak = (tag: string): string => tag.replace(/^W\//, '');

/**
 * Evaluates the conditions of a request, in the order of RFC 9110 (13.2.2): If-Match by strong comparison, then If-None-Match by weak
 * comparison. An answer has no date of modification, so conditions on dates do not count.
 */
export function outcomeOf({ 'if-match': match, 'if-none-match': none }: IncomingHttpHeaders, etag: string): Outcome {
  if (match !== undefined && !(tagsIn(match)?.includes(etag) ?? true)) return 'failed';
  if (none !== undefined && (tagsIn(none)?.some((tag) => weak(tag) === weak(etag)) ?? true)) return 'not-modified';
  return 'send';
}
