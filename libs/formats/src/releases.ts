import { Instant, Slug } from '@in-force/events';
import { z } from 'zod';
import { BOUNDS } from './bounds.js';
import { InvalidRecord } from './invalid.js';
import { readYaml } from './yaml.js';

const Release = z.strictObject({
  /** What it is called, and the file in `releases/` that holds its events. */
  name: Slug,
  /** When its events were recorded: the same on every machine. */
  recordedAt: Instant,
  /** How many events the record holds with it. */
  events: z.int().min(1),
  /** The tree head over them. */
  head: z.string().regex(/^[0-9a-f]{64}$/, 'is no tree head: 64 hexadecimal digits'),
});

/** A release of a record: events that were published together, and never change. */
export type Release = z.infer<typeof Release>;

/**
 * Reads a list of releases, oldest first.
 *
 * @throws {InvalidRecord} naming what is wrong by its line.
 */
export function readReleases(file: string, text: string): readonly Release[] {
  const { value, linesOf } = readYaml(file, text, BOUNDS.file);
  const read = z.array(Release).min(1).safeParse(value);
  if (read.success) return read.data;
  const lines = linesOf(read.error.issues.map(({ path }) => path));
  throw new InvalidRecord(
    read.error.issues.map(({ path, message }, at) => ({ file, line: lines[at] ?? 1, message: `${path.join('.')}: ${message}` })),
  );
}

/** A release as the list of them holds it. */
export const releaseText = ({ name, recordedAt, events, head }: Release): string =>
  `- name: ${name}\n  recordedAt: ${recordedAt}\n  events: ${events}\n  head: ${head}\n`;
