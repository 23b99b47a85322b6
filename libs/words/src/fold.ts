const SMALL: ReadonlySet<string> = new Set(['the', 'of', 'and']);
const SHORT: Readonly<Record<string, string>> = { st: 'saint', rep: 'republic', dem: 'democratic', fed: 'federated', sts: 'states' };

/** Returns a text without case, diacritics and punctuation, with one space between words. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replace(/['’‘ʼ`.·]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Returns what a name of several words has in common with its other spellings: its words in order of letters, small ones left out. */
export function nameKey(text: string): string {
  const words = fold(text).split(' ');
  if (words.length < 2) return words[0] as string;
  return words
    .filter((word) => !SMALL.has(word))
    .map((word) => SHORT[word] ?? word)
    .sort()
    .join(' ');
}

/** Spellings across the Atlantic, by the end or the middle of a word. */
const BRITISH: readonly (readonly [RegExp, string])[] = [
  [/aluminum/g, 'aluminium'],
  [/\bcesium/g, 'caesium'],
  [/sulph/g, 'sulf'],
  [/fiber/g, 'fibre'],
  [/\bgray\b/g, 'grey'],
  [/licens(e|ing)/g, 'licenc$1'],
  [/i[sz](ation|ed|ing|e)\b/g, 'is$1'],
];

/** Returns what a thing’s name has in common with its other spellings: British and American, singular and plural. */
export const thingKey = (text: string): string =>
  BRITISH.reduce((words, [american, british]) => words.replace(american, british), fold(text))
    .replace(/(\p{L}{2})ies\b/gu, '$1y')
    .replace(/(\p{L}{3}|[^aeious\s]\p{L}e)(?<!s|u|i)s\b/gu, '$1');

/** Spellings by their keys. A key that would mean two things is a mistake of the vocabulary. */
export class Spellings<Meaning> {
  readonly #meanings = new Map<string, Meaning>();

  constructor(
    private readonly keyOf: (text: string) => string,
    spellings: Iterable<readonly [text: string, meaning: Meaning]>,
  ) {
    for (const [text, meaning] of spellings) {
      const key = keyOf(text);
      const known = this.#meanings.get(key) ?? meaning;
      if (known !== meaning) throw new Error(`"${text}" would mean ${JSON.stringify(known)} and ${JSON.stringify(meaning)}.`);
      this.#meanings.set(key, meaning);
    }
  }

  /** Returns what a text means; undefined where it is no spelling. */
  find(text: string): Meaning | undefined {
    return this.#meanings.get(this.keyOf(text));
  }
}
