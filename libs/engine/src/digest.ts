import { createHash, hash } from 'node:crypto';
import { canonicalize } from '@in-force/event-log';
import { atOnce, gather, type Steps } from '@in-force/rules';

/** What the digest of an answer's facts begins with: the first form of digests over digests. */
export const FORM = 't1-';

/** Members of an answer that are no facts: its links, how it was made, and what is said about it in sentences. */
const NO_FACTS = ['cite', 'rules', 'explanation', 'next'];

/** Lists that say in a sentence beside its facts what each member is: under `text`, there and in the member's own `events`. */
const WORDED = ['history', 'entries', 'derivation', 'differences'];

type Members = Readonly<Record<string, unknown>>;

/** SHA-256 of a value as RFC 8785 writes it, in hexadecimal digits. */
export const digestOf = (value: unknown): string => hash('sha256', canonicalize(value));

/**
 * Finds the digests of an answer's parts, by the name of each: of a list, those of its members in order. `known` are those of lists that
 * were made before. Facts are all members of an answer but its links, the version of the rules and its sentences, and whether there is a
 * next page.
 */
export function* findParts(answer: object, known: Readonly<Record<string, readonly string[]>> = {}): Steps<Members> {
  const parts: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(answer)) {
    if (NO_FACTS.includes(name) || value === undefined) continue;
    if (Array.isArray(value))
      parts[name] = known[name] ?? (yield* gather(value, (member) => [digestOf(WORDED.includes(name) ? wordless(member) : member)]));
    else parts[name] = digestOf(value);
  }
  if ('next' in answer) parts.next = digestOf(answer.next !== null);
  return parts;
}

/** Returns the same at once. */
export const partsOf = atOnce(findParts);

/** Returns the digest of an answer's facts, by those of its parts: a list counts by the digest of its members' digests. */
export function* digestParts(parts: Members): Steps<string> {
  const short: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(parts)) short[name] = Array.isArray(part) ? yield* digestList(part) : part;
  return FORM + digestOf(short);
}

/** Returns the same at once. */
export const digestOfParts = atOnce(digestParts);

/** The most digests that one step hashes. */
const RUN = 1_024;

/** Returns what `digestOf` returns of a list of digests. */
function* digestList(digests: readonly string[]): Steps<string> {
  const sum = createHash('sha256').update('[');
  for (let at = 0; at < digests.length; at += RUN) {
    if (at > 0) sum.update(',');
    sum.update(
      digests
        .slice(at, at + RUN)
        .map((digest) => `"${digest}"`)
        .join(),
    );
    yield;
  }
  return sum.update(']').digest('hex');
}

function wordless(member: unknown): unknown {
  const without = (one: unknown) => (isObject(one) ? Object.fromEntries(Object.entries(one).filter(([name]) => name !== 'text')) : one);
  if (!isObject(member)) return member;
  const { events } = member;
  return without(Array.isArray(events) ? { ...member, events: events.map(without) } : member);
}

const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);
