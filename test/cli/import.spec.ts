import { existsSync, writeFileSync } from 'node:fs';
import { openLog } from '@in-force/event-log';
import { Bench, NOW, RECORD } from './fixture.js';

describe('inforce import', () => {
  let bench: Bench;

  beforeEach(() => {
    bench = new Bench();
  });

  afterEach(() => bench.tearDown());

  const position = async () => JSON.parse((await bench.inforce('log stat --json')).out).position;

  it('records files as one set, in any order, and doubles nothing', async () => {
    const files = bench.write(RECORD);
    expect(await bench.inforce(['import', ...files])).toEqual({
      exit: 0,
      out: `Recorded 9 events in ${bench.log}; 0 events known already.\n`,
      err: '',
    });
    expect(await bench.inforce(['import', ...files.reverse()])).toEqual({
      exit: 0,
      out: `Recorded 0 events in ${bench.log}; 9 events known already.\n`,
      err: '',
    });
    expect(await position()).toBe('9');
  });

  it('tells what was recorded under another name, and records it again where it is told to', async () => {
    await bench.inforce(['import', ...bench.write(RECORD)]);
    const [file = ''] = bench.write({ 'again.yaml': (RECORD['checks.yaml'] ?? '').replace('check-cn', 'another-check') });
    const known = await bench.inforce(['import', file]);
    expect(known).toEqual({
      exit: 0,
      out: `Recorded 0 events in ${bench.log}; 1 event known already.\n`,
      err: expect.stringMatching(/^\S+again\.yaml:4: The same was recorded already, as event [0-9a-f-]{36}; passed over\.\n$/),
    });
    expect((await bench.inforce(['import', '--dry-run', '--again', file])).out).toContain('would record 1 event ');
    expect((await bench.inforce(['import', '--again', file])).out).toContain('Recorded 1 event ');
  });

  it('stores nothing on a dry run, and makes no log', async () => {
    const files = bench.write(RECORD);
    const { exit, out } = await bench.inforce(['import', '--dry-run', ...files]);
    expect({ exit, out }).toEqual({ exit: 0, out: `Nothing was stored: would record 9 events in ${bench.log}; 0 events known already.\n` });
    expect(existsSync(bench.path('log.db'))).toBe(false);
    await bench.inforce(['import', files[0] ?? '']);
    const before = await position();
    expect((await bench.inforce(['import', '--dry-run', ...files])).out).toContain('would record 8 events');
    expect(await position()).toBe(before);
  });

  it('stores nothing when the last line is wrong, and says where', async () => {
    await bench.inforce(['import', ...bench.write({ 'checks.yaml': RECORD['checks.yaml'] ?? '' })]);
    const source = { publisher: 'The Gazette', title: 'A page', url: 'https://example.org/', published: null, reliability: 'official' };
    const said = (id: string, text: string) =>
      JSON.stringify({
        id,
        'statement.made': { title: 'Words', party: 'US', speaker: 'A speaker', text, about: [] },
        publishedOn: '2025-11-01',
        sources: [source],
      });
    const [file = ''] = bench.write({ 'words.ndjson': `${said('a', 'One.')}\n${said('b', 'Two.')}\n${said('c', '')}\n` });
    const { exit, out, err } = await bench.inforce(['import', file]);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err.split('\n')).toEqual([expect.stringMatching(/words\.ndjson:3: .*text/), '1 error; nothing was stored.', '']);
    expect(await position()).toBe('1');
  });

  it('names every mistake of every file', async () => {
    const files = bench.write({
      'broken.yaml': 'entries:\n  - id: [a\n',
      'broken.ndjson': '\n{"id": oops}\n',
    });
    const { exit, err } = await bench.inforce(['import', ...files, bench.path('missing.yaml'), bench.folder]);
    expect(exit).toBe(2);
    expect(err).toMatch(/broken\.yaml:\d+: /);
    expect(err).toMatch(/broken\.ndjson:2: /);
    expect(err).toContain(`${bench.path('missing.yaml')}:1: There is no such file.`);
    expect(err).toContain(`${bench.folder}:1: This is a folder; name the files in it.`);
    expect(err).toMatch(/\d errors; nothing was stored\.\n$/);
    expect(existsSync(bench.path('log.db'))).toBe(false);
  });

  it('refuses a file that is no UTF-8 by line and byte, and counts the errors it does not name', async () => {
    writeFileSync(bench.path('old.yaml'), Buffer.from('entries:\n  - id: caf\xe9\n', 'latin1'));
    writeFileSync(bench.path('marked.yaml'), `\ufeff${RECORD['checks.yaml']}`);
    writeFileSync(bench.path('long.ndjson'), '{}\n'.repeat(120));
    const { exit, err } = await bench.inforce(['import', bench.path('old.yaml')]);
    expect([exit, err]).toEqual([
      2,
      expect.stringMatching(/old\.yaml:2: Byte 21 \(0xE9\) is no UTF-8\..*\n1 error; nothing was stored\.\n$/),
    ]);
    expect((await bench.inforce(['import', bench.path('marked.yaml')])).out).toContain('Recorded 1 event ');
    expect((await bench.inforce(['import', bench.path('long.ndjson')])).err).toMatch(
      /long\.ndjson:100: .*\nand 20 more\.\n120 errors; nothing/,
    );
  });

  it('begins an empty log with the record that is set, once the files have passed', async () => {
    const record = bench.folderOf({ 'gallium.yaml': RECORD['gallium.yaml'] ?? '' });
    const [more = ''] = bench.write({ 'checks.yaml': RECORD['checks.yaml'] ?? '' });
    const [broken = ''] = bench.write({ 'broken.yaml': 'entries:\n  - id: [a\n' });
    const env = { IN_FORCE_RECORD: record };
    await bench.inforce(['import', broken], { env });
    expect(existsSync(bench.path('log.db'))).toBe(false);
    const dry = await bench.inforce(['import', '--dry-run', more], { env });
    expect(dry).toMatchObject({ exit: 0, out: expect.stringContaining('would record 1 event '), err: '' });
    const { out, err } = await bench.inforce(['import', more], { env });
    expect(err).toBe(`Began ${bench.log} with ${record}: 3 events.\n`);
    expect(out).toContain('Recorded 1 event ');
    expect(await position()).toBe('4');
  });

  it('is refused while another process writes, with its pid and address; a dry run and questions are not', async () => {
    const files = bench.write(RECORD);
    await bench.inforce(['import', ...files]);
    const server = await openLog(bench.log, { now: () => NOW });
    try {
      server.announce('http://127.0.0.1:3000');
      const { exit, out, err } = await bench.inforce(['import', ...files]);
      expect({ exit, out }).toEqual({ exit: 1, out: '' });
      expect(err).toContain(`process ${process.pid}`);
      expect(err).toContain('http://127.0.0.1:3000');
      expect((await bench.inforce(['import', '--dry-run', ...files])).exit).toBe(0);
      expect((await bench.inforce('on 2025-11-20')).exit).toBe(0);
      expect((await bench.inforce('log stat')).exit).toBe(0);
    } finally {
      await server.close();
    }
  });

  it('draws its progress on a terminal alone, and clears it', async () => {
    const files = bench.write(RECORD);
    const { err } = await bench.inforce(['import', ...files], { columns: 80 });
    expect(err).toMatch(/100 %/);
    expect(err.endsWith('\r\x1b[K')).toBe(true);
  });
});
