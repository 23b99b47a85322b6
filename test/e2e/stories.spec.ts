import { ControlsInForce } from '@in-force/answers';
import { createApp } from '@in-force/api';
import { Answers, Engine, loadFoundingRecord } from '@in-force/engine';
import { MemoryLog } from '@in-force/event-log';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { NOW } from '../kit/record.js';

type Entry = Record<string, unknown>;

/** What researchers and journalists ask, on the founding record, through HTTP. */
describe('the stories of users', () => {
  const now = () => NOW;
  let app: NestFastifyApplication;
  let engine: Engine;

  beforeAll(async () => {
    const controls = new ControlsInForce();
    engine = await Engine.open(new MemoryLog(now), [controls], { now });
    await loadFoundingRecord(engine);
    app = await createApp(engine, new Answers(engine, controls), { now, token: null, patience: 50, heartbeat: 60_000 });
  });
  afterAll(async () => {
    await app.close();
    await engine.close();
  });

  const get = async (path: string) => {
    const response = await app.inject(path);
    expect([path, response.statusCode]).toEqual([path, 200]);
    return response.json();
  };
  const statuses = ({ controls }: { controls: Entry[] }) => Object.fromEntries(controls.map(({ id, status }) => [id, status]));

  it('(a) the EU on 5 November 2025, as the public could know that night, three days later, and before anything was recorded', async () => {
    const path = '/v1/controls?on=2025-11-05&region=EU&item=rare-earths&status=all';
    const then = await get(`${path}&knownOn=2025-11-05`);
    expect(statuses(then)).toMatchObject({
      'cn-mofcom-2025-18': 'in-force',
      'cn-mofcom-2025-62': 'in-force',
      'cn-mofcom-2025-57': 'announced',
    });
    const april = then.controls.find(({ id }: Entry) => id === 'cn-mofcom-2025-18');
    expect(april.contested).toMatchObject([{ party: 'US', reading: 'removed', publishedOn: '2025-11-01' }]);
    const october = then.controls.find(({ id }: Entry) => id === 'cn-mofcom-2025-57');
    expect(october.promised).toEqual(expect.arrayContaining([expect.objectContaining({ party: 'CN', saidOn: '2025-10-30' })]));
    const readings = await get('/v1/readings?on=2025-11-05&knownOn=2025-11-05&region=EU&measure=cn-mofcom-2025-18');
    expect(readings.readings[0].readings.map(({ party, agrees }: Entry) => [party, agrees])).toEqual(
      expect.arrayContaining([['US', false]]),
    );

    const { differences } = await get(
      '/v1/diff?a.on=2025-11-05&a.knownOn=2025-11-05&b.on=2025-11-05&b.knownOn=2025-11-08&region=EU&item=rare-earths&status=all',
    );
    const moved = differences.find(({ measure }: Entry) => measure === 'cn-mofcom-2025-62');
    expect(moved).toMatchObject({ cause: 'world', a: 'in-force', b: 'in-force', changes: [{ fact: 'until', a: null, b: '2025-11-06' }] });

    const before = await get(`${path}&recordedAt=0`);
    expect([before.controls, before.checkedThrough, before.log.recordedAt]).toEqual([[], {}, null]);
  });

  it('(b) the April controls were not lifted for the US on 12 November 2025', async () => {
    const { status, contested } = await get('/v1/measures/cn-mofcom-2025-18?on=2025-11-12&region=US');
    expect([status, contested.map(({ party, reading }: Entry) => [party, reading])]).toEqual(['in-force', [['US', 'removed']]]);
  });

  it('(d) clause 1 and clause 2 of Announcement 46/2024, for US and for VN', async () => {
    const status = async (clause: string, region: string) => {
      const { status, coverage } = await get(`/v1/measures/cn-mofcom-2024-46.${clause}?on=2025-11-30&region=${region}`);
      return [status, coverage];
    };
    expect(await status('1', 'US')).toEqual(['in-force', 'end-uses']);
    expect(await status('2', 'US')).toEqual(['suspended', 'full']);
    expect(await status('2', 'VN')).toEqual(['not-applicable', null]);
  });

  it('tells what happened and what the calendar did, in one order, page by page', async () => {
    const path = '/v1/timeline?region=EU&item=rare-earths&from=2025-11-05&to=2025-11-12';
    const { entries } = await get(path);
    expect(entries.map(({ on }: Entry) => on)).toEqual(entries.map(({ on }: Entry) => on).sort());
    expect(entries.map(({ on, what, moved }: Entry) => `${on} ${what} ${moved}`)).toEqual(
      expect.arrayContaining(['2025-11-07 measure.suspended world']),
    );
    const { entries: later } = await get('/v1/timeline?region=EU&item=rare-earths&from=2026-11-01&to=2026-11-20');
    expect(later.filter(({ moved }: Entry) => moved === 'clock').map(({ on, what, confirmed }: Entry) => [on, what, confirmed])).toEqual(
      expect.arrayContaining([['2026-11-11', 'suspension-ends', false]]),
    );
    const paged: Entry[] = [];
    for (let next: string | null = `${path}&limit=3`; next; ) {
      const page: { entries: Entry[]; next: string | null } = await get(next);
      paged.push(...page.entries);
      next = page.next;
    }
    expect(paged).toEqual(entries);
  });

  it('knows the dates about to arrive, and whether anybody looked', async () => {
    const { entries } = await get('/v1/upcoming?on=2026-10-20&days=30&issuer=CN');
    const ends = entries.filter(({ what }: Entry) => what === 'suspension-ends');
    expect(ends.map(({ on, measures, confirmed }: Entry) => [on, measures, confirmed])).toEqual(
      expect.arrayContaining([['2026-11-11', ['cn-mofcom-2025-56'], false]]),
    );
    expect(entries.some(({ what }: Entry) => what === 'commitment-due')).toBe(true);
  });

  it('knows how long a word stayed open, and which act kept it', async () => {
    const { commitments } = await get('/v1/commitments?on=2025-11-20&status=fulfilled&party=CN&measure=cn-mofcom-2025-56');
    expect(commitments).toMatchObject([
      { saidOn: '2025-10-30', standing: 'fulfilled', ageDays: 8, fulfilled: { act: 'cn-mofcom-2025-70', afterDays: 8 } },
    ]);
    const earlier = await get('/v1/commitments?on=2025-10-31&party=CN&measure=cn-mofcom-2025-56');
    expect(earlier.commitments).toMatchObject([{ standing: 'open', ageDays: 1, fulfilled: null }]);
    expect(await get(`/v1/commitments/${earlier.commitments[0].id}?on=2025-10-31`)).toMatchObject({ standing: 'open', ageDays: 1 });
  });

  it('holds the talks, the figures and the easings as they were said', async () => {
    const { negotiations } = await get('/v1/negotiations?party=EU&on=2025-11-20');
    const dialogue = negotiations.find(({ id }: Entry) => id === 'eu-cn-trade');
    expect(dialogue.rounds).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          place: expect.stringContaining('Brussels'),
          from: '2025-10-31',
          through: '2025-11-01',
          standing: 'held',
        }),
      ]),
    );
    const { rounds } = await get('/v1/negotiations/eu-cn-trade?on=2025-10-31');
    expect(rounds.at(-1)).toMatchObject({ from: '2025-10-31', standing: 'held' });
    const { reports } = await get('/v1/licensing?region=EU&on=2025-10-25');
    expect(reports.at(-1)).toMatchObject({ publishedOn: '2025-10-21', party: 'EU' });
    const { facilitations } = await get('/v1/facilitations?region=EU&on=2025-11-06');
    expect(facilitations.map(({ from, standing }: Entry) => [from, standing])).toEqual(expect.arrayContaining([['2025-11-05', 'open']]));
  });

  it('answers every citation with the same facts, whatever the list', async () => {
    for (const path of [
      '/v1/timeline?region=EU&from=2025-10-01',
      '/v1/upcoming?days=90',
      '/v1/matrix?regions=EU',
      '/v1/readings?contested=true',
      '/v1/commitments?status=all',
      '/v1/diff?a.on=2025-11-09&region=US',
      '/v1/negotiations/us-cn-trade',
    ]) {
      const { cite, next: _, ...answer } = await get(path);
      const { next: __, ...cited } = await get(cite);
      expect(cited).toEqual({ ...answer, cite });
    }
  });
});
