import { MemoryLog } from '@in-force/event-log';
import { announcement as announced } from '../kit/engine.js';
import { NOW, uuid } from '../kit/record.js';
import { type Bench, bench } from './bench.js';

/** When each event was recorded: two of them within one second. */
const MOMENTS = ['2026-11-20T08:00:00.300Z', '2026-11-20T08:00:00.700Z', '2026-11-20T08:00:01.999Z', '2026-11-21T10:30:00.001Z'];
const QUESTION = '/v1/controls?on=2025-02-15&region=EU';

describe('the record at a moment (RFC 7089)', () => {
  let api: Bench;
  beforeAll(async () => {
    let moment = 0;
    const log = new MemoryLog(() => MOMENTS[moment] as string);
    for (const [index] of MOMENTS.entries()) {
      moment = index;
      await log.append(`measure-cn-test-${index}`, [{ ...announced, id: uuid(String(index)) }], 0);
    }
    api = await bench(null, log);
  });
  afterAll(() => api.close());

  const at = async (moment: string, url = QUESTION) => {
    const answer = await api.app.inject({ url, headers: { 'accept-datetime': moment } });
    return { ...answer, position: answer.statusCode === 200 ? Number(answer.json().log.position) : null };
  };

  it.each([
    ['Fri, 20 Nov 2026 08:00:00 GMT', 2, 'Fri, 20 Nov 2026 08:00:00 GMT'],
    ['Fri, 20 Nov 2026 08:00:01 GMT', 3, 'Fri, 20 Nov 2026 08:00:01 GMT'],
    ['Sat, 21 Nov 2026 10:29:59 GMT', 3, 'Fri, 20 Nov 2026 08:00:01 GMT'],
    ['Sat, 21 Nov 2026 10:30:00 GMT', 4, 'Sat, 21 Nov 2026 10:30:00 GMT'],
    ['Thu, 20 Nov 2025 12:00:00 GMT', 2, 'Fri, 20 Nov 2026 08:00:00 GMT'], // before the first: the first
    ['Fri, 01 Jan 2100 00:00:00 GMT', 4, 'Sat, 21 Nov 2026 10:30:00 GMT'], // ahead: the last
  ])('is the last state of the second asked for: %s', async (moment, position, found) => {
    const answer = await at(moment);
    expect([answer.statusCode, answer.position, answer.headers['memento-datetime']]).toEqual([200, position, found]);
    // What we call it finds it again.
    const again = await at(found);
    expect([again.position, again.body]).toEqual([position, answer.body]);
    const { cite } = answer.json();
    expect(answer.headers).toMatchObject({ 'content-location': cite, vary: expect.stringContaining('accept-datetime') });
    expect(answer.headers.link).toContain(`<${QUESTION}>; rel="original timegate"`);
    expect(answer.headers.link).toContain(`<${cite}>; rel="memento"; datetime="${found}"`);
  });

  it('has an address of its own, which is not negotiated and leads back to the question', async () => {
    const { cite } = (await at('Fri, 20 Nov 2026 08:00:01 GMT')).json();
    const memento = await at('Sat, 21 Nov 2026 10:30:00 GMT', cite);
    expect([memento.position, memento.headers['memento-datetime']]).toEqual([3, 'Fri, 20 Nov 2026 08:00:01 GMT']);
    expect([memento.headers.vary, memento.headers['content-location']]).toEqual([expect.not.stringContaining('datetime'), undefined]);
    const [, original = ''] = /<([^>]*)>; rel="original timegate"/.exec(String(memento.headers.link)) ?? [];
    expect(original).toBe('/v1/controls?on=2025-02-15&region=EU&status=in-force,suspended,unconfirmed');
    expect((await at('Fri, 20 Nov 2026 08:00:01 GMT', original)).json()).toMatchObject({ cite });
    // An address that is no memento says nothing of a moment.
    expect((await api.app.inject(QUESTION)).headers['memento-datetime']).toBeUndefined();
  });

  it('keeps the question, however it is spelled, in its link', async () => {
    for (const [url, original] of [
      ['/v1/measures/cn-test-1?region=FR&on=2025-02-15', '/v1/measures/cn-test-1?region=FR&on=2025-02-15'],
      ['/v1/controls', '/v1/controls'],
      ['/v1/controls?on=2025-02-15&item=hs%3A8112&recordedAt=2', '/v1/controls?on=2025-02-15&item=hs%3A8112'],
      ['/v1/controls?recordedAt=2026-11-20T09:00:00%2B00:00', '/v1/controls'],
      ['/v1/instruments/cn-test-1?on=2025-02-15', '/v1/instruments/cn-test-1?on=2025-02-15'],
    ] as const) {
      const { statusCode, headers } = await api.app.inject(url);
      expect([url, statusCode]).toEqual([url, 200]);
      expect(String(headers.link)).toContain(`<${original}>; rel="original timegate"`);
    }
  });

  it.each([
    ['yesterday', ''],
    ['1 GMT', ''],
    ['Thu, 30 Feb 2025 00:00:00 GMT', ''],
    ['Thu, 20 Nov 2025 24:00:00 GMT', ''],
    ['Thu, 20 Nov 2025 12:00:60 GMT', ''],
    ['Thu, 20 Nov 2025 12:00:00', ''],
    ['Thu, 20 Nov 2025 12:00:00 +0000', ''],
    ['Wed, 20 Nov 2025 12:00:00 GMT', 'That day is written Thu, 20 Nov 2025.'],
    ['Thu, 20 November 2025 12:00:00 GMT', ''],
    ['2025-11-20T12:00:00Z', ''],
    ['', ''],
  ])('is refused where the moment is none, and says how to write it: %s', async (moment, says) => {
    const answer = await at(moment);
    expect([answer.statusCode, answer.json().errors]).toEqual([
      400,
      [
        {
          pointer: '/Accept-Datetime',
          detail: expect.stringContaining(`as HTTP does: Thu, 20 Nov 2025 12:00:00 GMT.${says && ` ${says}`}`),
        },
      ],
    ]);
  });

  it('is nothing yet where the log is empty', async () => {
    const empty = await bench(null, new MemoryLog(() => NOW));
    const { statusCode, headers } = await empty.app.inject({
      url: QUESTION,
      headers: { 'accept-datetime': 'Thu, 20 Nov 2025 12:00:00 GMT' },
    });
    expect([statusCode, headers['memento-datetime'], headers['content-location']]).toEqual([200, undefined, undefined]);
    await empty.close();
  });
});
