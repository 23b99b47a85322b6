import { ControlsInForce } from '@in-force/answers';
import { createApp } from '@in-force/api';
import { Answers, Engine, eventId, loadFoundingRecord } from '@in-force/engine';
import { MemoryLog } from '@in-force/event-log';
import type { Draft } from '@in-force/events';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { NOW, SOURCE } from '../kit/record.js';

/** The worked examples of the language, on the founding record, through HTTP as a user asks. */
describe('the worked examples', () => {
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
  const acts = (answer: { because: string[]; history: { event: string; instrument: { id: string } | null }[] }) =>
    answer.because.map((id) => answer.history.find(({ event }) => event === id)?.instrument?.id);

  it('Announcement 18/2025 for FR on 2025-11-20: in force, contested by the White House', async () => {
    const answer = await get('/v1/measures/cn-mofcom-2025-18?on=2025-11-20&region=FR');
    expect(answer).toMatchObject({
      status: 'in-force',
      byTerms: null,
      since: '2025-04-04',
      until: null,
      tookEffect: true,
      coverage: 'full',
      asScheduled: false,
    });
    expect(answer.contested).toEqual([expect.objectContaining({ party: 'US', reading: 'removed', publishedOn: '2025-11-01' })]);
    expect(answer.explanation[0]).toContain('was in force for France on 20 November 2025 (from 4 April 2025).');
  });

  it('Announcement 56/2025 for KR on 2025-10-31, known that day: announced, with a pledge open since one day', async () => {
    const answer = await get('/v1/measures/cn-mofcom-2025-56?on=2025-10-31&region=KR&knownOn=2025-10-31');
    expect(answer).toMatchObject({ status: 'announced', firstDay: '2025-11-08', tookEffect: null });
    expect(answer.promised).toEqual([expect.objectContaining({ party: 'CN', saidOn: '2025-10-30' })]);
  });

  it('the same on 2025-11-20: suspended through 2026-11-10 by Announcement 70/2025, the pledge fulfilled', async () => {
    const answer = await get('/v1/measures/cn-mofcom-2025-56?on=2025-11-20&region=KR');
    expect(answer).toMatchObject({ status: 'suspended', since: '2025-11-07', until: '2026-11-10', tookEffect: false, promised: [] });
    expect(acts(answer)).toEqual(['cn-mofcom-2025-56', 'cn-mofcom-2025-70']);
    expect((await get('/v1/measures/cn-mofcom-2025-56?on=2025-11-06&region=KR')).promised).toHaveLength(1);
    expect((await get('/v1/measures/cn-mofcom-2025-56?on=2025-11-07&region=KR')).promised).toHaveLength(0);
  });

  it('the same on 2026-11-20: unconfirmed, by its terms in force, with two words and no act', async () => {
    const answer = await get('/v1/measures/cn-mofcom-2025-56?on=2026-11-20&region=KR');
    expect(answer).toMatchObject({
      status: 'unconfirmed',
      byTerms: 'in-force',
      since: '2026-11-11',
      contested: [],
      checkedThrough: { CN: '2026-10-09' },
    });
    expect(answer.promised.map(({ party, saidOn }: { party: string; saidOn: string }) => [party, saidOn])).toEqual([
      ['US', '2026-09-23'],
      ['CN', '2026-09-28'],
    ]);
    expect(answer.explanation.join(' ')).toContain('last read through 9 October 2026');
  });

  it('an extension recorded: suspended; before its recording: unconfirmed still', async () => {
    const before = engine.position;
    const stream = 'measure-cn-mofcom-2025-56';
    const draft = {
      id: eventId('an-extension', 'measure.suspension-extended', stream),
      type: 'measure.suspension-extended',
      data: { through: '2027-01-10' },
      publishedOn: '2026-11-09',
      sources: [SOURCE],
      correlation: 'an-extension',
      causation: null,
    } as Draft;
    await engine.record([{ stream, draft }]);
    expect(await get('/v1/measures/cn-mofcom-2025-56?on=2026-11-20&region=KR')).toMatchObject({ status: 'suspended', until: '2027-01-10' });
    expect(await get(`/v1/measures/cn-mofcom-2025-56?on=2026-11-20&region=KR&recordedAt=${before}`)).toMatchObject({
      status: 'unconfirmed',
    });
    expect(await get('/v1/measures/cn-mofcom-2025-56?on=2026-11-20&region=KR&knownOn=2026-11-08')).toMatchObject({ status: 'unconfirmed' });
  });

  it.each([
    ['cn-mofcom-2024-46.2?on=2025-11-30&region=VN', { status: 'not-applicable', since: null, coverage: null }],
    ['cn-mofcom-2024-46.2?on=2025-11-30&region=US', { status: 'suspended' }],
    ['cn-mofcom-2024-46.1?on=2025-11-30&region=US', { status: 'in-force', coverage: 'end-uses' }],
    ['us-eo-14257.10?on=2025-06-01&region=CN', { status: 'in-force', rate: { percent: 10 } }],
    ['us-eo-14257.24?on=2025-06-01&region=CN', { status: 'suspended', rate: { percent: 24 } }],
    ['us-eo-14257.24?on=2025-06-01&region=FR', { status: 'not-known', title: expect.any(String) }],
    ['nl-wbg-nexperia?on=2025-10-05', { status: 'in-force' }],
    ['nl-wbg-nexperia?on=2025-10-05&knownOn=2025-10-05', { status: 'not-known', title: null }],
    ['us-s122-2026?on=2026-07-23&region=FR', { status: 'in-force' }],
    ['us-s122-2026?on=2026-07-24&region=FR', { status: 'expired' }],
    ['cn-mofcom-2025-21?on=2026-03-01&region=US', { status: 'suspended', since: '2025-05-14', until: '2026-11-09', coverage: 'entities' }],
    ['cn-tc-2025-4.24?on=2025-06-01&region=US', { status: 'suspended', since: '2025-05-14', until: '2026-11-09' }],
  ])('%s', async (asked, expected) => {
    expect(await get(`/v1/measures/${asked}`)).toMatchObject(expected);
  });

  it('EO 14257 is partly in force; an act that only suspends made no measure', async () => {
    expect(await get('/v1/instruments/us-eo-14257?on=2025-06-01&region=CN')).toMatchObject({ status: 'partly-in-force' });
    const suspension = await get('/v1/instruments/cn-mofcom-2025-70?on=2025-11-20');
    expect(suspension).toMatchObject({ status: null, measures: [] });
    expect(suspension.touched).toHaveLength(7);
    expect(await get('/v1/instruments/cn-mofcom-2025-70?on=2025-11-20&knownOn=2025-11-06')).toMatchObject({
      status: 'not-known',
      touched: null,
    });
  });

  it('the EU on 2025-11-20: what is in force, what is left out, how far anybody looked', async () => {
    const answer = await get('/v1/controls?on=2025-11-20&region=EU&item=Dy');
    expect(answer.controls.map(({ id, status }: { id: string; status: string }) => `${id} ${status}`)).toEqual([
      'cn-mofcom-2025-18 in-force',
      'cn-mofcom-2025-61.1-2 suspended',
      'cn-mofcom-2025-61.3 suspended',
      'cn-sc-785-2024 in-force',
      'us-bis-affiliates-2025 suspended',
      'cn-dualuse-reg-2024 in-force',
      'cn-mofcom-2024-51 in-force',
    ]);
    expect(answer.checkedThrough).toMatchObject({ CN: '2026-10-09' });
    expect(answer.leftOut).toMatchObject({ revoked: 0 });
  });

  it('an answer cited answers the same for ever, and 304', async () => {
    const { cite } = await get('/v1/controls?on=2025-11-20&region=EU');
    const again = await app.inject(cite);
    expect(again.statusCode).toBe(200);
    expect(again.json().cite).toBe(cite);
    expect(again.headers['cache-control']).toContain('immutable');
    expect((await app.inject({ url: cite, headers: { 'if-none-match': again.headers.etag as string } })).statusCode).toBe(304);
    const mistyped = `${cite.slice(0, -1)}${cite.endsWith('0') ? '1' : '0'}`;
    expect((await app.inject(mistyped)).statusCode).toBe(400);
    expect((await app.inject(`${cite.slice(0, -64)}${'0123456789abcdef'.repeat(4)}`)).statusCode).toBe(410);
    expect((await app.inject(cite.replace(/log=[0-9a-f]+/, `log=${'f'.repeat(64)}`))).statusCode).toBe(404);
  });

  it('before anything was recorded it says so', async () => {
    expect(await get('/v1/controls?on=2025-11-05&region=EU&recordedAt=0')).toMatchObject({
      controls: [],
      log: { position: '0', recordedAt: null },
    });
    expect(await get('/v1/measures/cn-mofcom-2025-18?on=2025-11-05&recordedAt=2026-01-01T00:00:00Z')).toMatchObject({
      status: 'not-known',
      title: null,
      because: [],
    });
  });
});
