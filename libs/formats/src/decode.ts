import { type FileProblem, InvalidRecord, TOLD } from './invalid.js';

const UTF16: readonly (readonly [number, number])[] = [
  [0xff, 0xfe],
  [0xfe, 0xff],
];

/**
 * Reads bytes as UTF-8; a mark at their beginning (BOM) is passed over.
 *
 * @throws {InvalidRecord} naming of each line the first byte that is no UTF-8, or the trace of an earlier wrong decoding.
 */
export function decodeText(file: string, bytes: Uint8Array): string {
  if (UTF16.some(([first, second]) => bytes[0] === first && bytes[1] === second))
    throw new InvalidRecord([{ file, line: 1, message: 'This is UTF-16. Save it as UTF-8.' }]);
  const text = new TextDecoder().decode(bytes);
  if (!text.includes('\ufffd')) return text;
  const problems: FileProblem[] = [];
  let more = 0;
  let byte = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  for (const [index, line] of text.split('\n').entries()) {
    const at = line.indexOf('\ufffd');
    // Up to the first fault of a line its letters have as many bytes as they have in UTF-8; after it, they are counted again.
    if (at >= 0 && problems.length === TOLD) more += 1;
    else if (at >= 0) problems.push({ file, line: index + 1, message: faultAt(bytes, byte + Buffer.byteLength(line.slice(0, at))) });
    byte = at >= 0 ? endOfLine(bytes, byte) : byte + Buffer.byteLength(line) + 1;
  }
  throw new InvalidRecord(problems, more);
}

/** Returns where the next line begins. */
function endOfLine(bytes: Uint8Array, from: number): number {
  const end = bytes.indexOf(0x0a, from);
  return end < 0 ? bytes.length : end + 1;
}

function faultAt(bytes: Uint8Array, at: number): string {
  const found = bytes[at] ?? 0;
  const place = `Byte ${at + 1}`;
  if (found === 0xef && bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd)
    return `${place} begins U+FFFD, the trace of a wrong decoding. Write the letter that stood there.`;
  const meant = new TextDecoder('windows-1252').decode(bytes.subarray(at, at + 1));
  const hint = found >= 0xa0 ? ` In Windows-1252 it would be "${meant}".` : '';
  return `${place} (0x${found.toString(16).toUpperCase().padStart(2, '0')}) is no UTF-8.${hint} Save the file as UTF-8.`;
}
