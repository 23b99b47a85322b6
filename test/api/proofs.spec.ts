import { settingsFrom } from '@in-force/api';
import { parseCheckpoint, signingKeysOf, verifyCheckpoint, verifyConsistency, verifyInclusion } from '@in-force/event-log';
import { announcement, type Bench, bench, post, suspension } from './bench.js';

const seed = (byte: number) => Buffer.alloc(32, byte).toString('base64');
const URL = 'https://example.org/record';

describe('proofs over HTTP', () => {
  let api: Bench;
  beforeAll(async () => {
    const { signing } = settingsFrom({ IN_FORCE_URL: URL, IN_FORCE_SIGNING_KEY: `${seed(1)},${seed(2)}` });
    api = await bench(undefined, undefined, undefined, { url: URL, signing });
    for (const id of ['cn-test-1', 'cn-test-2', 'cn-test-3']) await post(api, `/v1/measures/${id}/announcement`, announcement);
    await post(api, '/v1/measures/cn-test-1/suspension', suspension);
  });
  afterAll(() => api.close());
  const get = async (url: string) => (await api.app.inject(url)).json();
  const head = (position: number) => api.engine.tree.head(position);

  it('give a checkpoint at every position, signed by both keys while one replaces the other', async () => {
    const keys = (await api.app.inject('/v1/checkpoint/keys')).body.trim().split('\n');
    expect(keys).toEqual([1, 2].flatMap((byte) => signingKeysOf('example.org/record', seed(byte)).map(({ verifier }) => verifier)));
    for (const position of [0, 1, 3, 4]) {
      const { body, headers } = await api.app.inject(`/v1/checkpoint?position=${position}`);
      expect(headers['content-type']).toBe('text/plain; charset=utf-8');
      for (const key of keys)
        expect(verifyCheckpoint(body, [key])).toMatchObject({
          origin: 'example.org/record',
          size: position,
          head: head(position),
          signedBy: [key],
        });
    }
    expect(parseCheckpoint((await api.app.inject('/v1/checkpoint')).body).size).toBe(4);
  });

  it('show that an event stands in the record, at every position from its own on', async () => {
    const { events } = await get('/v1/events');
    for (const { id, position, leaf } of events)
      for (let size = Number(position); size <= 4; size++) {
        const { proof, checkpoint, ...found } = await get(`/v1/proof/event/${id}?position=${size}`);
        expect(found).toEqual({ event: id, leaf, index: Number(position) - 1, size, head: head(size) });
        expect(verifyInclusion(found, proof)).toBe(true);
        expect(parseCheckpoint(checkpoint)).toMatchObject({ size, head: head(size) });
      }
    const [, second] = events;
    expect((await get(`/v1/proof/event/${second.id}?position=1`)).errors).toEqual([
      { pointer: '/position', detail: 'This event stands at position 2. Ask for 2 or a later one.' },
    ]);
    expect((await get('/v1/proof/event/nobody')).status).toBe(404);
  });

  it('show that the record at one position is the beginning of that at another', async () => {
    for (let to = 0; to <= 4; to++)
      for (let from = 0; from <= to; from++) {
        const answer = await get(`/v1/proof/consistency?from=${from}&to=${to}`);
        expect([answer.from, answer.to]).toEqual([
          { size: from, head: head(from) },
          { size: to, head: head(to) },
        ]);
        expect(verifyConsistency({ from, fromHead: head(from), to, toHead: head(to) }, answer.proof)).toBe(true);
      }
    expect((await get('/v1/proof/consistency?from=3&to=2')).errors[0].pointer).toBe('/from');
    expect((await get('/v1/proof/consistency?from=1&to=9')).status).toBe(503);
  });

  it('name each answer by the head at its position', async () => {
    for (const position of [1, 3]) {
      const { log, cite } = await get(`/v1/controls?on=2025-02-15&recordedAt=${position}`);
      expect([log.id, cite]).toEqual([head(position), expect.stringContaining(`&log=${head(position)}&facts=t1-`)]);
    }
  });
});

it('signs nothing without a key, and names the record by its first event', async () => {
  const api = await bench();
  expect((await api.app.inject('/v1/checkpoint/keys')).body).toBe('');
  expect(parseCheckpoint((await api.app.inject('/v1/checkpoint')).body)).toMatchObject({
    origin: 'urn:in-force:empty',
    size: 0,
    signatures: [],
  });
  await post(api, '/v1/measures/cn-test-1/announcement', announcement);
  expect(parseCheckpoint((await api.app.inject('/v1/checkpoint')).body).origin).toBe(`urn:in-force:${api.engine.tree.leaf(0)}`);
  await api.close();
});

it.each([
  ['no key', { IN_FORCE_SIGNING_KEY: 'secret', IN_FORCE_URL: URL }, /^A signing key (?:cannot be read|has \d+ bytes)/],
  ['no name', { IN_FORCE_SIGNING_KEY: seed(1) }, /Set IN_FORCE_URL too/],
  ['the same key twice', { IN_FORCE_SIGNING_KEY: `${seed(1)},${seed(1)}`, IN_FORCE_URL: URL }, /the same one/],
])('is not begun with %s', (_, env, message) => {
  expect(() => settingsFrom(env)).toThrow(
    expect.objectContaining({ errors: [{ name: 'IN_FORCE_SIGNING_KEY', detail: expect.stringMatching(message) }] }),
  );
});
