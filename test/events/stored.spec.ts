import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOG, decode, draftOf, encode, type Stored, UnreadableEvent } from '@in-force/events';

const folder = join(__dirname, 'stored');
const files = readdirSync(folder).sort();
const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Stored;

describe('stored events', () => {
  it('has an example of every version of every event, named after it', () => {
    const versions = CATALOG.flatMap(({ type, version }) => Array.from({ length: version }, (_, index) => `${type}.v${index + 1}.json`));
    expect(files).toEqual(versions.sort());
    for (const file of files) expect(`${read(file).type}.v${read(file).version}.json`).toBe(file);
  });

  it.each(files)('reads %s, and writes what it read', (file) => {
    const stored = read(file);
    const recorded = decode(stored);
    const { stream, revision, position, recordedAt } = recorded;
    expect({ stream, revision, position, recordedAt }).toEqual({
      stream: stored.stream,
      revision: stored.revision,
      position: stored.position,
      recordedAt: stored.recordedAt,
    });
    const { version } = CATALOG.find(({ type }) => type === stored.type) ?? { version: 0 };
    if (stored.version === version) expect({ ...encode(draftOf(recorded)), stream, revision, position, recordedAt }).toEqual(stored);
  });

  it.each([
    ['an unknown type', { type: 'measure.updated' }, 'Unknown event type "measure.updated" in event 7'],
    ['a version to come', { version: 9 }, 'Unknown version 9'],
    ['data that does not fit', { data: { title: '' } }, 'data.title'],
    [
      'an unknown field',
      { data: { ...(read('measure.revoked.v1.json').data as object), surprise: 1 }, type: 'measure.revoked' },
      'surprise',
    ],
    ['an envelope without sources', { meta: { ...(read('measure.announced.v1.json').meta as object), sources: [] } }, 'sources'],
  ])('names %s', (_, change, message) => {
    const stored = { ...read('measure.announced.v1.json'), position: 7, ...change } as Stored;
    expect(() => decode(stored)).toThrow(UnreadableEvent);
    expect(() => decode(stored)).toThrow(message);
  });
});
