import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { InvalidCheckpoint, parseCheckpoint, type TreeHead, verifyCheckpoint } from '@in-force/event-log';
import type { Stored } from '@in-force/events';
import { BOUNDS, decodeText, InvalidRecord, readJson, readStored } from '@in-force/formats';
import type { Sealed } from './citations.js';
import { linksIn } from './cited.js';

export type Json = Readonly<Record<string, unknown>>;

/** A file, as what it is taken for. */
export type Taken =
  | { readonly as: 'export' }
  | { readonly as: 'checkpoint'; readonly head: TreeHead; readonly signed: string }
  | { readonly as: 'answer'; readonly answer: Sealed & Json }
  | { readonly as: 'proof'; readonly proof: Json }
  | { readonly as: 'citation'; readonly links: readonly string[] }
  | { readonly as: 'wrong'; readonly says: string };

/** Reads an export line by line. @returns what is wrong with a line that is no event; null where all are. */
export async function readExport(file: string, each: (event: Stored, line: number) => void): Promise<string | null> {
  let line = 0;
  try {
    for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
      line += 1;
      each(readStored(file, line, text), line);
    }
    return null;
  } catch (error) {
    if (!(error instanceof InvalidRecord)) throw error;
    return `line ${line}: ${error.problems[0]?.message}`;
  }
}

/** Tells by its name and its beginning what a file is, and reads it, but for an export. */
export async function takeFile(file: string, keys: readonly string[]): Promise<Taken> {
  if (/\.ndjson$/i.test(file)) return { as: 'export' };
  try {
    const text = decodeText(file, await readFile(file));
    if (/^\s*[{[]/.test(text) || /\.json$/i.test(file)) return takeJson(file, text);
    if (/^[^\n]+\n\d+\n[\w+/=]+\n/.test(text) || /\.checkpoint$/i.test(file)) return takeCheckpoint(text, keys);
    return takeCitation(text);
  } catch (error) {
    if (error instanceof InvalidCheckpoint) return { as: 'wrong', says: error.message };
    if (error instanceof InvalidRecord)
      return { as: 'wrong', says: error.problems.map(({ line, message }) => `line ${line}: ${message}`).join(' ') };
    throw error;
  }
}

function takeJson(file: string, text: string): Taken {
  if (/^\s*\{[^\n]*"leaf":"[^\n]*\}\n\s*\{/.test(text)) return { as: 'export' };
  const value = readJson(file, text, BOUNDS.file) as Json;
  const { cite, log, proof, sha256 } = value;
  if (typeof cite === 'string' && typeof log === 'object' && log !== null) return { as: 'answer', answer: value as Sealed & Json };
  if (Array.isArray(proof)) return { as: 'proof', proof: value };
  if (typeof sha256 === 'string' && typeof log === 'object' && log !== null) {
    const { id, position } = log as { readonly id: string; readonly position: string };
    return { as: 'checkpoint', head: { origin: file, size: Number(position), head: id }, signed: '' };
  }
  return takeCitation(text);
}

function takeCheckpoint(text: string, keys: readonly string[]): Taken {
  const { origin, size, head, signatures } = keys.length > 0 ? verifyCheckpoint(text, keys) : parseCheckpoint(text);
  const names = signatures.map(({ name, id }) => `${name} (${id})`).join(' and ');
  const unchecked =
    names === '' ? 'It is not signed.' : `It bears the signature of ${names}, which was not checked: give the key with --key.`;
  return { as: 'checkpoint', head: { origin, size, head }, signed: keys.length > 0 ? `Signed by ${names}.` : unchecked };
}

function takeCitation(text: string): Taken {
  const links = [...new Set(linksIn(text))];
  if (links.length > 0) return { as: 'citation', links };
  return { as: 'wrong', says: 'This is no export, checkpoint, answer or proof, and no citation stands in it.' };
}
