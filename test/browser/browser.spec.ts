import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { mend, openSite, type Site, VIEWS } from '../web/site.js';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];

const runs = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The machine’s own browser; nothing is downloaded. */
const browser =
  process.env.CHROME_PATH ??
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find(runs);
const installed = existsSync(join(__dirname, 'node_modules'));

const missing = browser === undefined ? 'no Chromium on this machine' : 'npm ci --prefix test/browser --no-workspaces';
const describeBrowser = browser !== undefined && installed ? describe : describe.skip;

interface Told {
  readonly name: string;
  readonly error: string | null;
}

/** Does everything, and returns what was told of it. */
function tellAll(base: string): Promise<readonly Told[]> {
  const child = spawn(process.execPath, [join(__dirname, 'run.mjs'), base, ...VIEWS], { env: { ...process.env, CHROME_PATH: browser } });
  let [text, problem] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (text += chunk));
  child.stderr.on('data', (chunk: Buffer) => (problem += chunk));
  return new Promise((resolve, reject) =>
    child.on('close', (code) =>
      code === 0
        ? resolve(
            text
              .trim()
              .split('\n')
              .map((line) => JSON.parse(line) as Told),
          )
        : reject(new Error(problem)),
    ),
  );
}

describeBrowser(describeBrowser === describe ? 'people on the page' : `people on the page (${missing})`, () => {
  let site: Site;
  let told: readonly Told[];
  beforeAll(async () => {
    site = await openSite();
    await mend(site);
    await site.app.listen(0, '127.0.0.1');
    told = await tellAll(await site.app.getUrl());
  }, 600_000);
  afterAll(() => site?.close());

  it('do what they come for, by mouse, by keyboard alone, on a phone, without a script', () => {
    const stories = told.filter(({ name }) => !name.startsWith('/'));
    expect(stories.length).toBe(8 * 4 + 7);
    expect(stories.filter(({ error }) => error !== null)).toEqual([]);
  });

  it.each(VIEWS)('find nothing in their way on %s', (view) => {
    const checks = told.filter(({ name }) => name.startsWith(`${view} `));
    expect(checks.length).toBe(2);
    expect(checks.filter(({ error }) => error !== null)).toEqual([]);
  });
});
