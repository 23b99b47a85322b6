import { ControlsInForce, parseWatched } from '@in-force/answers';
import { Engine, FOUNDING_RECORD, importRecord, readRecordFolder } from '@in-force/engine';
import { MemoryLog } from '@in-force/event-log';
import { cursorAt, Watching } from '@in-force/watching';
import { isKnownOn } from '../kit/known.js';
import { readAll } from './history.js';

/** The record of the repository, as if it had been loaded on 12 October 2026. */
async function recorded() {
  const now = () => '2026-10-12T08:00:00.000Z';
  const model = new ControlsInForce();
  const engine = await Engine.open(new MemoryLog(now), [model], { now });
  const files = await readRecordFolder(FOUNDING_RECORD);
  const known = files.map((file) => ({ ...file, entries: file.entries.filter(isKnownOn('2026-10-12')) }));
  await importRecord(engine, known);
  await engine.close();
  return model;
}

/** What is told of gallium for the US between two moments, with the cursor to go on from. */
function toldFrom(watching: Watching, from: string, to: string) {
  const question = parseWatched({ region: 'US', item: 'Ga', lead: 'P30D,P7D,P1D' }, '2026-11-18T00:00:00.000Z');
  const begun = { ...question, lead: [], words: false };
  return readAll(watching, question, Date.parse(to), cursorAt(watching.placeAt(Date.parse(from)), begun));
}

const TITLE = '“MOFCOM Announcement 46/2024, clause 2: gallium, germanium, antimony, superhard materials and graphite to the US”';
const AHEAD = `The suspension of ${TITLE} is to end on 27 November 2026 (MOFCOM Announcement 72/2025).`;
const CAME = `${TITLE} is unconfirmed, suspended before: its suspension was due to end on 27 November 2026 (MOFCOM Announcement 72/2025); whether it did is not known.`;

describe('the lapse of the suspension on gallium for the US', () => {
  let model: ControlsInForce;
  beforeAll(async () => {
    model = await recorded();
  });

  it('is told ahead and when it comes, each once, at the midnights of Beijing', () => {
    const { changes } = toldFrom(new Watching(model), '2026-11-18T00:00:00Z', '2026-11-30T00:00:00Z');
    expect(changes.map(({ at, cause, lead, measure, due, text }) => [at, cause, lead, measure, due, text])).toEqual([
      ['2026-11-18T00:00:00.000Z', 'ahead', 'P30D', 'cn-mofcom-2024-46.2', '2026-11-28', AHEAD],
      ['2026-11-20T16:00:00.000Z', 'ahead', 'P7D', 'cn-mofcom-2024-46.2', '2026-11-28', AHEAD],
      ['2026-11-26T16:00:00.000Z', 'ahead', 'P1D', 'cn-mofcom-2024-46.2', '2026-11-28', AHEAD],
      ['2026-11-27T16:00:00.000Z', 'clock', null, 'cn-mofcom-2024-46.2', null, CAME],
    ]);
    expect(changes.at(-1)).toMatchObject({
      before: { status: 'suspended', byTerms: null, until: '2026-11-27' },
      after: { status: 'unconfirmed', byTerms: 'in-force', since: '2026-11-28', until: null },
    });
  });

  it('is told no second time after a restart, whenever that is', () => {
    const question = parseWatched({ region: 'US', item: 'Ga', lead: 'P30D,P7D,P1D' }, '2026-11-18T00:00:00.000Z');
    const whole = toldFrom(new Watching(model), '2026-11-18T00:00:00Z', '2026-11-30T00:00:00Z').changes;
    for (const [at, { place }] of whole.entries()) {
      const { changes } = readAll(new Watching(model), question, Date.parse('2026-11-30'), cursorAt(place, question));
      expect(changes).toEqual(whole.slice(at + 1));
    }
  });

  it('is told only once the log was read to five seconds past the midnight', () => {
    const told = (to: string) => toldFrom(new Watching(model), '2026-11-27T00:00:00Z', to).changes.filter(({ cause }) => cause === 'clock');
    expect(told('2026-11-27T16:00:05.000Z')).toEqual([]);
    expect(told('2026-11-27T16:00:05.001Z')).toHaveLength(1);
  });
});
