const HAN = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u;

/** What is sought as it is written: a day, the number of an act, a rate. */
const WHOLE = /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)|(?<!\d)\d+\/\d{4}(?!\d)|\d+(?:[.,]\d+)?\s?%/g;

const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFC')
    .toLowerCase();

/** Words without case and diacritics; of scripts without spaces, each sign. */
const wordsOf = (text: string): string[] => (text.match(/[\p{L}\p{N}]+/gu) ?? []).flatMap((word) => (HAN.test(word) ? [...word] : [word]));

const wholesOf = (text: string): string[] => (text.match(WHOLE) ?? []).map((whole) => whole.replace(',', '.').replace(/\s/, ''));

/** Returns the terms by which a text is found: its words, and beside them its days, numbers of acts and rates whole. */
export function termsOf(text: string): string[] {
  const plain = folded(text);
  return [...wordsOf(plain), ...wholesOf(plain)];
}

/** Returns the terms that are sought: what is a day, a number of an act or a rate only as such, everything else word by word. */
export function soughtIn(text: string): string[] {
  const plain = folded(text);
  return [...wholesOf(plain), ...wordsOf(plain.replace(WHOLE, ' '))];
}
