import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collectOwnEntries, importRecord, loadFoundingRecord, readFounding } from '@in-force/engine';
import { type Draft, draftOf, type Recorded } from '@in-force/events';
import { readRecordFile } from '@in-force/formats';
import { ANNOUNCED, act, draft, opened, stream, type Told, textOf } from '../kit/engine.js';
import { MEASURE } from '../kit/record.js';

const announced: Told = ['an-act', 'measure.announced', ANNOUNCED];
const stopped: Told = ['a-stop', 'measure.suspended', '{ from: 2025-02-01, through: 2025-03-31 }'];

describe('what is not of the founding record', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'in-force-'));
    writeFileSync(join(folder, 'measure.yaml'), textOf([announced, stopped]));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** A log with the founding record, and these of its own. */
  async function own(...files: readonly string[]) {
    const { engine, log } = await opened();
    await loadFoundingRecord(engine, folder);
    for (const [index, text] of files.entries()) await importRecord(engine, [readRecordFile(`own-${index}.yaml`, text)]);
    return { engine, log };
  }
  const taken = async (events: AsyncIterable<Recorded>) => {
    const found: Recorded[] = [];
    for await (const event of events) found.push(event);
    return found;
  };
  /** Takes what a log holds of its own into a new one, and gives both records without places. */
  async function moved({ log }: Awaited<ReturnType<typeof own>>) {
    const { events, lines } = await collectOwnEntries(log, await readFounding(folder));
    const to = await own();
    const text = lines.map((line) => JSON.stringify(line)).join('\n');
    const done = await importRecord(to.engine, [readRecordFile('own.ndjson', text)]);
    const signal = () => AbortSignal.timeout(50);
    const bare = (found: readonly Recorded[]) =>
      found.map((event) => ({ ...draftOf(event), stream: event.stream })).sort((a, b) => (a.id < b.id ? -1 : 1));
    return { events, lines, done, before: bare(await taken(log.tail(0, signal()))), after: bare(await taken(to.log.tail(0, signal()))) };
  }

  it('is nothing in a log that holds nothing else', async () => {
    expect(await collectOwnEntries((await own()).log, await readFounding(folder))).toEqual({ events: 0, lines: [] });
  });

  it('goes into another log as it was: an act of several measures, words, a check, an extension, corrections and retractions', async () => {
    const second = 'cn-test-2';
    const log = await own(
      textOf([['second', 'measure.announced', ANNOUNCED]]).replaceAll(MEASURE, second),
      textOf([
        ['both', 'measure.suspended', `{ from: 2025-05-01, through: 2025-06-30 }\n    measures: [${MEASURE}, ${second}]`],
        ['longer', 'measure.suspension-extended', `{ suspension: both, through: 2025-07-31 }\n    measures: [${MEASURE}, ${second}]`],
        ['words', 'statement.made', '{ title: W, party: US, speaker: S, text: T, about: [] }'],
        ['look', 'record.checked', '{ issuer: CN, through: 2025-01-01, found: nothing. }'],
        [
          'mend',
          'record.corrected',
          '{ event: a-stop, replacement: { type: measure.suspended, version: 1, data: { from: 2025-02-01, through: null } }, reason: Misread. }',
        ],
        ['gone', 'record.retracted', `{ event: longer/${second}, reason: Misread. }`],
      ]),
    );
    const { events, lines, done, before, after } = await moved(log);
    expect([events, done]).toEqual([9, { recorded: 9, known: 0 }]);
    expect(lines.map(({ id }) => id).sort()).toEqual(['both', 'gone', 'longer', 'look', 'mend', 'second', 'words']);
    expect(lines.find(({ id }) => id === 'both')).toMatchObject({ measures: [MEASURE, second] });
    expect(after).toEqual(before);
  });

  it('keeps the ids of acts that came with a key, where one can be an entry, and gives the others one of their own', async () => {
    const log = await own();
    const keyed = (key: string, from: string): Draft => draft(key, 'measure.resumed', { from });
    await log.engine.record([act(keyed('0123abcd', '2025-04-01')), act(keyed('A_KEY!', '2025-04-02'))]);
    const reference = keyed('A_KEY!', '2025-04-02').id;
    await log.engine.record([act(draft('mend', 'record.retracted', { event: reference, reason: 'Misread.' }))]);
    const { before, after, done } = await moved(log);
    expect(done).toEqual({ recorded: 3, known: 0 });
    const kept = after.filter(({ id }) => before.some((event) => event.id === id));
    expect(kept).toHaveLength(4);
    const [anew] = after.filter(({ causation }) => causation === `own-${reference}`);
    expect(anew).toMatchObject({ type: 'measure.resumed', data: { from: '2025-04-02' }, stream });
    expect(after.find(({ causation }) => causation === 'mend')?.data).toMatchObject({ event: anew?.id });
  });

  it('keeps apart what one key was used for twice', async () => {
    const log = await own(textOf([['second', 'measure.announced', ANNOUNCED]]).replaceAll(MEASURE, 'cn-test-2'));
    await log.engine.record([
      act(draft('key', 'measure.resumed', { from: '2025-04-01' })),
      act(draft('key', 'measure.revoked', { from: '2025-09-01' })),
    ]);
    const { done, lines } = await moved(log);
    expect(done).toEqual({ recorded: 3, known: 0 });
    expect(lines.map(({ id }) => id)).toEqual(['second', 'key', expect.stringMatching(/^own-/)]);
  });

  it('lets the correction that was recorded last win, whenever it was public', async () => {
    const mend = (id: string, through: string, publishedOn: string): Told => [
      id,
      'record.corrected',
      `{ event: a-stop, replacement: { type: measure.suspended, version: 1, data: { from: 2025-02-01, through: ${through} } }, reason: Misread. }`,
      publishedOn,
    ];
    const log = await own(textOf([mend('first', '2025-03-01', '2026-02-01')]), textOf([mend('second', '2025-03-02', '2026-01-01')]));
    const { lines, done } = await moved(log);
    expect(done).toEqual({ recorded: 2, known: 0 });
    expect(lines.map((line) => (line['record.corrected'] as { event: string }).event)).toEqual([`a-stop/${MEASURE}`, 'first']);
  });
});
