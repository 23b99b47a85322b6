import { Bench, RECORD } from './fixture.js';

describe('inforce serve', () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await new Bench().filled();
  });

  afterEach(() => bench.tearDown());

  const env = { PORT: '0' };

  it('serves until interrupted, greets with an address, and lets go of the log', async () => {
    const stop = new AbortController();
    const { exit, out, err } = await bench.inforce('serve', { env, interrupted: stop.signal, seen: () => stop.abort() });
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(out).toContain('http://127.0.0.1:');
    expect((await bench.inforce(['import', ...bench.write(RECORD)])).exit).toBe(0);
  });

  it('is refused beside another server, and names it', async () => {
    const stop = new AbortController();
    let second: Promise<{ exit: number; err: string }> | undefined;
    const seen = () => {
      second ??= bench.inforce('serve', { env }).finally(() => stop.abort());
    };
    await bench.inforce('serve', { env, interrupted: stop.signal, seen });
    expect(await second).toMatchObject({ exit: 1, err: expect.stringMatching(/process \d+ .*http:\/\/127\.0\.0\.1:/) });
  });

  it('lists every setting', async () => {
    const { out } = await bench.inforce('serve --help');
    for (const setting of ['PORT', 'HOST', 'IN_FORCE_LOG', 'IN_FORCE_RECORD', 'IN_FORCE_TOKEN', 'IN_FORCE_URL'])
      expect(out).toMatch(new RegExp(`^ {2}${setting} `, 'm'));
  });

  it('names a setting that cannot be read, and what to write', async () => {
    const env = { PORT: '99999', IN_FORCE_TOKEN: 'short', IN_FORCE_URL: 'record.example' };
    expect(await new Bench().inforce('serve', { env })).toEqual({
      exit: 2,
      out: '',
      err: 'PORT: "99999" is no port; write a number from 0 to 65535.\nIN_FORCE_TOKEN: Too short to keep anybody out; write at least 16 characters.\nIN_FORCE_URL: This is no base of links; write the public address of this service, such as https://example.org/in-force.\n',
    });
  });

  it.each([
    ['on 2025-11-20 --cite bibtex', 'IN_FORCE_URL', 'record.example'],
    ['export', 'IN_FORCE_URL', 'record.example'],
    ['on 2025-11-20', 'IN_FORCE_RECORD', 'nowhere'],
  ])('says what `%s` says of a setting that cannot be used: %s', async (line, name, value) => {
    const empty = new Bench();
    if (line.includes('--cite')) await empty.inforce('log begin');
    const [command, server] = [
      await empty.inforce(line, { env: { [name]: value } }),
      await empty.inforce('serve', { env: { [name]: value } }),
    ];
    await empty.tearDown();
    expect(command).toEqual(server);
    expect(command).toEqual({ exit: 2, out: '', err: expect.stringMatching(new RegExp(`^${name}: `)) });
  });
});
