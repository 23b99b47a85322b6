import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { boundsTable } from '@in-force/api';
import { openapi } from '@in-force/api/openapi';
import { Answers } from '@in-force/engine';
import { parse } from 'yaml';
import { announcement, type Bench, bench, post } from './bench.js';

const docs = (name: string): string => readFileSync(join(__dirname, '../../docs', name), 'utf8');

describe('what the service tells of itself', () => {
  let api: Bench;
  beforeEach(async () => {
    api = await bench(undefined, undefined, undefined, { logTo: { write: () => {} } });
    await post(api, '/v1/measures/cn-test-1/announcement', announcement);
  });
  afterEach(() => api.close());
  const told = async () => {
    const { statusCode, headers, body } = await api.app.inject('/metrics');
    expect([statusCode, headers['cache-control']]).toEqual([200, 'no-store']);
    expect(headers['content-type']).toMatch(/^text\/plain/);
    return body;
  };

  it('is how long requests took, by route and not by address, and where the record stands', async () => {
    for (const path of ['/v1/measures/cn-test-1', '/v1/measures/cn-nothing-1', '/v1/measures/cn-nothing-2', '/nothing'])
      await api.app.inject(path);
    const text = await told();
    for (const line of [
      'in_force_request_seconds_count{route="/v1/measures/:id",method="GET",status="200"} 1',
      'in_force_request_seconds_count{route="/v1/measures/:id",method="GET",status="404"} 2',
      'in_force_request_seconds_count{route="none",method="GET",status="404"} 1',
      'in_force_position 1',
      'in_force_lag 0',
      'in_force_log_problem 0',
      'in_force_stopped 0',
      'in_force_questions_waiting 0',
    ])
      expect(text).toContain(`${line}\n`);
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds \S+$/m);
    expect(text).not.toContain('cn-nothing');
  });

  it('counts faults from before the first, so that an alert sees it', async () => {
    const before = await told();
    expect(before).toContain('# TYPE in_force_faults_total counter\nin_force_faults_total 0\n');
    jest.spyOn(api.app.get(Answers), 'measure').mockRejectedValueOnce(new Error('a fault of ours'));
    expect((await api.app.inject('/v1/measures/cn-test-1')).statusCode).toBe(500);
    expect(await told()).toContain('in_force_faults_total 1\n');
  });

  it('calls a total what only grows, and nothing else', async () => {
    const kinds = [...(await told()).matchAll(/^# TYPE (in_force_\w+) (\w+)$/gm)];
    expect(kinds.length).toBeGreaterThan(10);
    for (const [, name = '', kind] of kinds) expect([name, kind === 'counter']).toEqual([name, name.endsWith('_total')]);
  });

  it('has every metric that an alert or the dashboard asks for, and each alert is explained', async () => {
    const text = `${await told()}up 1\nin_force_days_since_checked 1\nin_force_memory_bytes 1\n`;
    const { groups } = parse(docs('watch/alerts.yml')) as { groups: { rules: { alert: string; expr: string }[] }[] };
    const { panels } = JSON.parse(docs('watch/dashboard.json')) as { panels: { targets: { expr: string }[] }[] };
    const rules = groups.flatMap((group) => group.rules);
    const asked = [...rules.map(({ expr }) => expr), ...panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))];
    for (const expr of asked)
      for (const [name] of expr.matchAll(/\b(?:in_force|nodejs|process)_\w+|\bup\b/g))
        expect([expr, name, new RegExp(`^${name}[ {]`, 'm').test(text)]).toEqual([expr, name, true]);
    for (const { alert } of rules) expect(docs('operating.md')).toContain(`\`${alert}\``);
  });
});

it('logs every request with its id where that is asked for, and no secret', async () => {
  const lines: string[] = [];
  const api = await bench(undefined, undefined, undefined, { log: 'info', logTo: { write: (line) => void lines.push(line) } });
  await post(api, '/v1/measures/cn-test-1/announcement', announcement, { 'x-request-id': 'desk-1', 'idempotency-key': 'mine-alone' });
  const entries = lines.map((line) => JSON.parse(line) as { reqId?: string; res?: { statusCode: number }; responseTime?: number });
  expect(entries.filter(({ reqId }) => reqId === 'desk-1')).toHaveLength(2);
  expect(entries.at(-1)).toMatchObject({ reqId: 'desk-1', res: { statusCode: 201 }, responseTime: expect.any(Number) });
  expect(lines.join('')).not.toMatch(/a-secret-of-recorders|mine-alone/);
  await api.close();
});

describe('the bounds of routes', () => {
  it('stand in the docs as they are in the code', () => {
    expect(docs('bounds.md')).toContain(boundsTable());
  });

  it('are described for every operation, each by the row of its own', () => {
    const rows = new Set<string>();
    for (const [path, item] of Object.entries(openapi.paths))
      for (const operation of Object.values(item)) {
        const bounds = (operation as { readonly 'x-bounds'?: Record<string, string> })['x-bounds'];
        expect([path, Object.keys(bounds ?? {})]).toEqual([path, ['reads', 'builds', 'tells']]);
        rows.add(Object.values(bounds ?? {}).join(' | '));
      }
    const table = boundsTable();
    for (const row of rows) expect(table).toContain(row);
    expect(rows.size).toBe(table.split('\n').filter((line) => line.startsWith('| ')).length - 2);
  });
});
