import type { Stored } from '@in-force/events';
import { z } from 'zod';
import { BOUNDS } from './bounds.js';
import { InvalidRecord } from './invalid.js';
import { readJson } from './json.js';

/** A stored event as exports write it: the members of its envelope stand beside the others. */
export const flat = ({ id, type, version, data, meta, stream, revision, position, recordedAt, leaf }: Stored) => ({
  id,
  type,
  version,
  data,
  ...(meta as Readonly<Record<string, unknown>>),
  stream,
  revision,
  position,
  recordedAt,
  leaf,
});

const Line = z.looseObject({
  id: z.string().min(1),
  type: z.string().min(1),
  version: z.int().min(1),
  data: z.unknown(),
  stream: z.string().min(1),
  revision: z.int().min(0),
  position: z.int().min(1),
  recordedAt: z.string().min(1),
  leaf: z.string().regex(/^[0-9a-f]{64}$/, 'is no SHA-256 in hexadecimal digits'),
});

/**
 * Reads a line that an export wrote. Whether it is what was recorded, nobody has looked at yet.
 *
 * @throws {InvalidRecord} where the line is no event.
 */
export function readStored(file: string, line: number, text: string): Stored {
  const refuse = (message: string) => new InvalidRecord([{ file, line, message }]);
  let value: unknown;
  try {
    value = readJson(file, text, BOUNDS.import);
  } catch (error) {
    if (error instanceof InvalidRecord) throw refuse(error.problems[0]?.message as string);
    throw error;
  }
  const read = Line.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw refuse(`This is no event of an export: ${issue?.path.join('.') || 'the line'}: ${issue?.message}.`);
  }
  const { id, type, version, data, stream, revision, position, recordedAt, leaf, ...meta } = read.data;
  return { id, type, version, data, meta, stream, revision, position, recordedAt, leaf };
}
