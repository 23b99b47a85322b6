import { ControlsInForce } from '@in-force/answers';
import { createApp } from '@in-force/api';
import { openapi } from '@in-force/api/openapi';
import { Answers, Engine, loadFoundingRecord } from '@in-force/engine';
import { MemoryLog } from '@in-force/event-log';
import { NOW } from '../kit/record.js';
import { describeTool, run } from './tools.js';

const TOKEN = 'a-secret-of-recorders';
const now = () => NOW;

describeTool('A client made by openapi-typescript', () => {
  it('compiles under strict, and calls every route', async () => {
    const controls = new ControlsInForce();
    const engine = await Engine.open(new MemoryLog(now), [controls], { now });
    await loadFoundingRecord(engine);
    const app = await createApp(engine, new Answers(engine, controls), {
      now,
      token: TOKEN,
      patience: 20,
      heartbeat: 60_000,
      secret: 'what secrets of webhooks are derived from',
      webhooks: 'local',
    });
    await app.listen(0, '127.0.0.1');
    let called: readonly string[] = [];
    try {
      const document = (await app.inject('/openapi.json')).payload;
      called = JSON.parse(await run('client.mjs', document, await app.getUrl(), TOKEN));
    } finally {
      await app.close();
      await engine.close();
    }
    const every = Object.entries(openapi.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((one) => `${one.toUpperCase()} ${path}`),
    );
    const well = called.filter((one) => /20[0-4]$/.test(one)).map((one) => one.slice(0, one.lastIndexOf(' ')));
    // Nothing was sent that could be sent again.
    expect(every.filter((one) => !well.includes(one))).toEqual(['POST /v1/watches/{id}/replay']);
    expect(called.filter((one) => !/20[0-4]$/.test(one))).toEqual(['POST /v1/watches/{id}/replay 400', 'GET /v1/controls 400']);
  }, 600_000);
});
