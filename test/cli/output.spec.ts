import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { Bench } from './fixture.js';

const FULL = '/dev/full';
const INFORCE = join(__dirname, '../../apps/cli/bin/inforce.js');

/** Every command that writes much or little, as a process of its own. */
const COMMANDS = [
  '--help',
  'on 2025-11-20',
  'on 2025-11-20 --csv',
  'why cn-test-2025-18 --on 2025-11-20',
  'timeline',
  'diff --a on=2025-11-05 --b on=2025-11-20',
  'matrix --csv',
  'export',
  'export --format parquet',
  'log tail --after 0 --json',
];

describe('the output of a command', () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await new Bench().filled();
  });

  afterAll(() => bench.tearDown());

  /** Runs a command whose standard output goes where it says, or to a pipe that nobody reads. */
  const run = (line: string, out: number | 'closed') =>
    new Promise<{ exit: number | null; err: string }>((resolve, reject) => {
      const env = { ...process.env, IN_FORCE_LOG: bench.log, IN_FORCE_RECORD: 'none', NODE_OPTIONS: '' };
      const child = spawn(process.execPath, [INFORCE, ...line.split(' ')], {
        env,
        stdio: ['ignore', out === 'closed' ? 'pipe' : out, 'pipe'],
      });
      child.stdout?.destroy();
      let err = '';
      child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
      child.on('error', reject).on('close', (exit) => resolve({ exit, err }));
    });

  /** Two at a time: more would only wait for each other. */
  async function all(out: number | 'closed') {
    const told: Record<string, unknown> = {};
    const left = [...COMMANDS];
    const next = async () => {
      for (let line = left.shift(); line !== undefined; line = left.shift()) told[line] = await run(line, out);
    };
    await Promise.all([next(), next()]);
    return told;
  }

  (existsSync(FULL) ? it : it.skip)(
    'ends with a line and 1 where nothing more can be written (/dev/full)',
    async () => {
      const full = openSync(FULL, 'w');
      try {
        const said = { exit: 1, err: expect.stringMatching(/^(?!.*\n +at )(?:.*\n)*The output could not be written: ENOSPC[^\n]*\n$/) };
        expect(await all(full)).toEqual(Object.fromEntries(COMMANDS.map((line) => [line, said])));
      } finally {
        closeSync(full);
      }
      expect(await bench.inforce(`export --out ${FULL}`)).toEqual({
        exit: 1,
        out: '',
        err: expect.stringMatching(/^\/dev\/full could not be written: ENOSPC[^\n]* no whole export\.\n$/),
      });
    },
    300_000,
  );

  it('ends quietly, and with 0, where nobody reads on', async () => {
    expect(await all('closed')).toEqual(
      Object.fromEntries(COMMANDS.map((line) => [line, { exit: 0, err: expect.not.stringMatching(/Error|\n +at /) }])),
    );
  }, 300_000);

  it('is said not to be whole where a file cannot be written', async () => {
    for (const out of [bench.folder, join(bench.folder, 'nowhere/record.csv')])
      expect(await bench.inforce(['export', '--format', 'csv', '--out', out])).toEqual({
        exit: 1,
        out: '',
        err: expect.stringContaining(`${out} could not be written: E`),
      });
  });
});
