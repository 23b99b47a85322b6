import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MemoryLog, RunningHead } from '@in-force/event-log';
import type { Stored } from '@in-force/events';
import { decodeText, flat, InvalidRecord, type RecordFile, type Release, readReleases, readStored, releaseText } from '@in-force/formats';
import { Engine } from './engine.js';
import { importRecord } from './import.js';

/** The list of a record's releases, and the folder of their events, beside its files. */
export const RELEASES = 'releases.yaml';
const EVENTS = 'releases';

/** A record as it was published: its releases, and their events as every log that begins with them keeps them. */
export interface Published {
  readonly releases: readonly Release[];
  readonly events: readonly Stored[];
}

/** Returns the releases of a record; none where it has no list of them. */
export async function readReleasesOf(folder: string): Promise<readonly Release[]> {
  const file = join(folder, RELEASES);
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return bytes === null ? [] : readReleases(file, decodeText(file, bytes));
}

/**
 * Reads what was published of a record.
 *
 * @throws {InvalidRecord} where the events of a release are not those that were published, by the heads of the list.
 */
export async function readPublished(folder: string): Promise<Published> {
  const releases = await readReleasesOf(folder);
  const events: Stored[] = [];
  const tree = new RunningHead();
  for (const { name, recordedAt, events: total, head } of releases) {
    const file = fileOf(folder, name);
    const text = decodeText(file, await readFile(file));
    for (const [at, line] of text.split('\n').slice(0, -1).entries()) {
      const event = readStored(file, at + 1, line);
      tree.add(event.leaf);
      events.push(event);
      if (event.recordedAt !== recordedAt) throw wrong(file, at + 1, `It was recorded at ${recordedAt}, as ${RELEASES} says.`);
    }
    if (events.length !== total || tree.head !== head)
      throw wrong(
        file,
        1,
        `This is not release ${name} as it was published: it ends at event ${events.length} with head ${tree.head}, and ${RELEASES} names event ${total} and head ${head}. Take it from the repository again.`,
      );
  }
  return { releases, events };
}

/**
 * Returns what the files of a record say that no release holds yet, as the events that continue the last one.
 *
 * @throws {InvalidRecord} where an entry says something else than its event in a release: what was published is corrected, not changed.
 */
export async function unreleased({ events }: Published, files: readonly RecordFile[], now: string): Promise<readonly Stored[]> {
  const log = new MemoryLog(() => now);
  await log.restore(events);
  const engine = await Engine.open(log, [], { now: () => now });
  try {
    await importRecord(engine, files);
    const added: Stored[] = [];
    for await (const event of log.stored(events.length, engine.position)) added.push(event);
    return added;
  } finally {
    await engine.close();
    await log.close();
  }
}

/** Publishes what the files of a record say that no release holds yet. @returns the release, or null where there is nothing. */
export async function publish(folder: string, files: readonly RecordFile[], name: string, now: string): Promise<Release | null> {
  const published = await readPublished(folder);
  if (published.releases.some((release) => release.name === name))
    throw wrong(join(folder, RELEASES), 1, `There is a release ${name} already, and no release changes. Choose another name.`);
  const added = await unreleased(published, files, now);
  if (added.length === 0) return null;
  const tree = new RunningHead();
  for (const { leaf } of [...published.events, ...added]) tree.add(leaf);
  const release = { name, recordedAt: now, events: tree.size, head: tree.head };
  await mkdir(join(folder, EVENTS), { recursive: true });
  await writeFile(fileOf(folder, name), added.map((event) => `${JSON.stringify(flat(event))}\n`).join(''), { flag: 'wx' });
  const list = join(folder, RELEASES);
  await writeFile(list, (await readFile(list, 'utf8').catch(() => HEADING)) + releaseText(release));
  return release;
}

/**
 * Returns the release that a position of a log belongs to, and how many events were recorded since; null for a log that began otherwise.
 */
export function releaseAt(
  releases: readonly Release[],
  position: number,
  headAt: (position: number) => string,
): { readonly name: string; readonly since: number } | null {
  const release = releases.findLast(({ events, head }) => events <= position && headAt(events) === head);
  return release ? { name: release.name, since: position - release.events } : null;
}

const HEADING = '# What was published of this record, oldest first. A release never changes; `inforce release NAME` adds one.\n';

const fileOf = (folder: string, name: string): string => join(folder, EVENTS, `${name}.ndjson`);

const wrong = (file: string, line: number, message: string): InvalidRecord => new InvalidRecord([{ file, line, message }]);
