import { announcement, type Bench, bench, post } from './bench.js';

describe('what if, over HTTP', () => {
  let api: Bench;
  beforeAll(async () => {
    api = await bench();
    await post(api, '/v1/measures/cn-test-1/announcement', announcement);
  });
  afterAll(() => api.close());
  const ask = (path: string, payload: string, type = 'application/yaml') =>
    api.app.inject({ method: 'POST', url: path, payload, headers: { 'content-type': type } });
  const entry = (data: string) => `entries:
  - id: supposed
    measure.revoked: ${data}
    measures: [cn-test-1]
    publishedOn: 2025-03-01
    sources: [{ publisher: A, title: T, url: https://example.org/a, published: 2025-03-01, reliability: official }]
`;

  it('answers as if the body were recorded, without a token, and stores nothing', async () => {
    const answer = await ask('/v1/what-if?on=2025-03-02&region=EU', entry('{ from: 2025-03-01 }'));
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({
      recorded: 1,
      before: { controls: [{ id: 'cn-test-1', status: 'in-force' }] },
      after: { controls: [], leftOut: { revoked: 1 } },
      differences: [{ measure: 'cn-test-1', how: 'left', a: 'in-force', b: null }],
    });
    expect((await api.app.inject('/v1/events')).json().events).toHaveLength(1);
  });

  it.each([
    ['a body that is wrong', '/v1/what-if', entry('{ from: yesterday }'), 400, /"line":3/],
    ['a parameter that is unknown', '/v1/what-if?recordedAt=1', entry('{ from: 2025-03-01 }'), 400, /"pointer":"\/recordedAt"/],
    ['no body', '/v1/what-if', '', 400, /Send a file/],
  ])('refuses %s', async (_, path, body, status, message) => {
    const answer = await ask(path, body);
    expect([answer.statusCode, answer.payload]).toEqual([status, expect.stringMatching(message)]);
  });
});
