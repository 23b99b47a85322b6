import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FOUNDING_RECORD, loadFoundingRecord, readFounding, readPublished, readRecordFolder, unreleased } from '@in-force/engine';
import { MemoryLog } from '@in-force/event-log';
import { now, opened } from '../kit/engine.js';
import { NOW } from '../kit/record.js';

/** What each release is, for ever: its file, and its line in the list. A new one is added here, and none is changed. */
const PUBLISHED = {
  '2026-11-26': {
    recordedAt: '2026-11-26T07:13:35.201Z',
    events: 346,
    head: 'c079a54707336a4b6e3eb4709ce794e43b58ca059e5b7b07ad34df7523fda30b',
    sha256: 'd96900aada531b30f16fe57a5b8e3e79d1b304f557554809ba490ca9bc5722fc',
  },
};

describe('the releases of the founding record', () => {
  it('never change', async () => {
    const { releases } = await readPublished(FOUNDING_RECORD);
    const found = releases.map(({ name, ...release }) => {
      const bytes = readFileSync(join(FOUNDING_RECORD, 'releases', `${name}.ndjson`));
      return [name, { ...release, sha256: createHash('sha256').update(bytes).digest('hex') }];
    });
    expect(Object.fromEntries(found)).toEqual(PUBLISHED);
  });

  it('hold all that its files say, and nothing else', async () => {
    const published = await readPublished(FOUNDING_RECORD);
    const files = await readRecordFolder(FOUNDING_RECORD);
    expect(await unreleased(published, files, NOW)).toEqual([]); // an entry that is new: inforce release NAME
    const { ids } = await readFounding();
    const said = new Set(files.flatMap(({ entries }) => entries.map(({ id }) => id)));
    const entries = new Set(published.events.map(({ meta }) => (meta as { causation: string }).causation));
    expect([ids.size, [...entries].sort()]).toEqual([published.events.length, [...said].sort()]);
  });

  it('give every log that begins with them the same heads at every position', async () => {
    const { engine } = await opened(new MemoryLog(now));
    await loadFoundingRecord(engine);
    const { releases, events } = await readPublished(FOUNDING_RECORD);
    for (const { events: total, head } of releases) expect(engine.tree.head(total)).toBe(head);
    const stored = [];
    for await (const event of engine.log.stored(0, engine.position)) stored.push(event);
    expect(stored).toEqual(events);
  });
});
