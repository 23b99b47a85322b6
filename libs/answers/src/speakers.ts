import type { RecordView, Steps } from '@in-force/rules';
import { nearest } from '@in-force/words';
import { InvalidRequest } from './errors.js';
import { folded } from './search-terms.js';

/** Who speaks: a human being, for an office or a house. */
interface Speaker {
  readonly person?: string | null | undefined;
  readonly speaker: string;
}

/**
 * Returns the test whether somebody bears a name: each word of it, or one that begins so, in any order; case and diacritics do not count.
 *
 * @throws {InvalidRequest} where nobody in the record does, with those whose names are near.
 */
export function* speakerNamed({ record }: RecordView, asked: string): Steps<(speaker: Speaker) => boolean> {
  const words = wordsOf(asked);
  const bears = ({ person, speaker }: Speaker): boolean => {
    const own = wordsOf(`${person ?? ''} ${speaker}`);
    return words.every((word) => own.some((one) => one.startsWith(word)));
  };
  // Each once: there are far fewer who speak than statements.
  const all = new Map<string, Speaker>();
  for (const stream of record.streams('statement')) {
    for (const { type, data } of record.streamOnce(stream))
      if (type === 'statement.made') all.set(`${(data as Speaker).person ?? ''}\n${(data as Speaker).speaker}`, data as Speaker);
    yield;
  }
  if (![...all.values()].some(bears)) throw unknown(asked, [...all.values()]);
  return bears;
}

function unknown(asked: string, all: readonly Speaker[]): InvalidRequest {
  const names = all.map(({ person, speaker }) => person ?? speaker);
  const close = nearest(
    asked,
    names.flatMap((name) => [folded(name), ...wordsOf(name)].map((word) => [word, name] as const)),
  );
  const detail = `Nobody who speaks in this record is called "${asked}".`;
  return new InvalidRequest([{ pointer: '/person', detail: close.length > 0 ? `${detail} Near: ${close.join(', ')}.` : detail }]);
}

const wordsOf = (text: string): readonly string[] => folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];
