import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { run } from '../../apps/cli/src/run.js';

export const NOW = '2026-11-23T12:00:00.000Z';

const source = `sources:
  gazette: { publisher: The Gazette of the Ministry, title: A page, url: https://example.org/gazette/2025/with/a/rather/long/path/to/the/announcement.html, published: 2025-01-10, reliability: official }
`;
const from = 'sources: [{ key: gazette }]';
const head = (id: string, title: string, issuer = 'CN') =>
  `instrument: { id: ${id}, issuer: ${issuer}, body: The Ministry, number: null, day: 2025-01-10, title: '${title}' }\n${source}entries:\n`;

/** A small record: one file an act, each status that a reader meets. */
export const RECORD: Readonly<Record<string, string>> = {
  'dysprosium.yaml': `${head('cn-test-2025-18', 'Announcement 18/2025')}
  - id: dysprosium
    measure.announced:
      title: Licences for exports of medium and heavy rare earths and of what is made of them
      kind: export-licence
      issuer: CN
      scope: { regions: [world], items: [{ item: dysprosium }, { item: terbium }] }
      firstDay: 2025-01-10
    publishedOn: 2025-01-10
    ${from}
    summary: The Ministry put seven rare earths under licence.
    confidence: official text
`,
  'gallium.yaml': `${head('cn-test-2025-46', 'Announcement 46/2025')}
  - id: gallium-1
    measure.announced: { title: No exports of gallium to military users, kind: export-ban, issuer: CN, scope: { regions: [US], items: [{ item: gallium }], limit: { to: end-uses, names: [military users] } }, firstDay: 2025-02-01 }
    measures: [cn-test-2025-46.1]
    publishedOn: 2025-01-15
    ${from}
  - id: gallium-2
    measure.announced: { title: No exports of germanium to the United States, kind: export-ban, issuer: CN, scope: { regions: [US, DE], items: [{ item: germanium }] }, firstDay: 2025-02-01 }
    measures: [cn-test-2025-46.2]
    publishedOn: 2025-01-15
    ${from}
  - id: gallium-suspension
    measure.suspended: { from: 2025-11-10, through: 2026-11-10 }
    measures: [cn-test-2025-46.2]
    publishedOn: 2025-11-10
    ${from}
    note: The end date is read as inclusive.
`,
  'tariff.yaml': `${head('us-test-14257', 'Order 14257', 'US')}
  - id: tariff
    measure.announced: { title: A tariff on all goods of China, kind: tariff, issuer: US, scope: { regions: [CN, DE], items: all }, firstDay: 2025-02-01, rate: { text: 24 percent, percent: 24 } }
    publishedOn: 2025-01-20
    ${from}
  - id: tariff-ended
    measure.revoked: { from: 2025-06-01 }
    publishedOn: 2025-06-01
    ${from}
`,
  'words.yaml': `${source}entries:
  - id: fact-sheet
    statement.made:
      title: A fact sheet
      party: US
      speaker: The White House
      text: China will remove its controls.
      about: [cn-test-2025-18]
      readings: [{ regions: [world], measures: [cn-test-2025-18], reads: removed }]
    publishedOn: 2025-11-01
    ${from}
  - id: a-promise
    commitment.made: { party: CN, speaker: The Ministry, text: The suspension runs on., about: [cn-test-2025-46.2], due: 2027-01-10 }
    publishedOn: 2026-09-28
    ${from}
`,
  'checks.yaml': `${source}entries:
  - id: check-cn
    record.checked: { issuer: CN, through: 2026-10-09, found: nothing new. }
    publishedOn: 2026-10-09
    ${from}
`,
};

export interface Said {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

interface Around {
  readonly env?: Readonly<Record<string, string>>;
  /** Somebody looks at a terminal of this width. Without, the output is piped. */
  readonly columns?: number;
  readonly interrupted?: AbortSignal;
  /** Tells the time; by default it is always the same. */
  readonly now?: () => string;
  /** Sees what is written to stdout, as it is written. */
  readonly seen?: (text: string) => void;
}

/** A folder of its own with a log and files, and `inforce` running in this process. */
export class Bench {
  readonly folder = mkdtempSync(join(tmpdir(), 'in-force-cli-'));
  readonly #children: ChildProcessWithoutNullStreams[] = [];
  readonly log = `sqlite:${this.path('log.db')}`;

  path(name: string): string {
    return join(this.folder, name);
  }

  /** Writes files and returns their paths. */
  write(files: Readonly<Record<string, string>>): string[] {
    return Object.entries(files).map(([name, text]) => {
      writeFileSync(this.path(name), text);
      return this.path(name);
    });
  }

  /** Puts files into a folder of their own and returns its path. */
  folderOf(files: Readonly<Record<string, string>>): string {
    mkdirSync(this.path('record'));
    for (const [name, text] of Object.entries(files)) writeFileSync(this.path(`record/${name}`), text);
    return this.path('record');
  }

  /** Runs a command line, split at spaces unless it is split already. */
  async inforce(line: string | readonly string[], { env = {}, columns, interrupted, now = () => NOW, seen }: Around = {}): Promise<Said> {
    let out = '';
    let err = '';
    const exit = await run(typeof line === 'string' ? line.split(' ') : line, {
      stdout: {
        write: (text) => {
          out += text;
          seen?.(text);
        },
      },
      stderr: { isTTY: columns !== undefined, write: (text) => (err += text) },
      env: { IN_FORCE_LOG: this.log, IN_FORCE_RECORD: 'none', ...env },
      now,
      columns: columns ?? 80,
      isTTY: columns !== undefined,
      interrupted: () => interrupted ?? new AbortController().signal,
    });
    return { exit, out, err };
  }

  /** Starts a command line as a process of its own, in which no file may have more than so many blocks of 512 bytes. */
  start(
    line: string,
    env: Readonly<Record<string, string>> = {},
    blocks: number | 'unlimited' = 'unlimited',
  ): ChildProcessWithoutNullStreams {
    const command = [process.execPath, join(__dirname, '../../apps/cli/bin/inforce.js'), ...line.split(' ')];
    const child = spawn('sh', ['-c', `ulimit -f ${blocks} && exec "$@"`, 'sh', ...command], {
      env: { ...process.env, NODE_OPTIONS: '', IN_FORCE_LOG: this.log, IN_FORCE_RECORD: 'none', ...env },
    });
    this.#children.push(child);
    return child;
  }

  /** Runs a command line as a process of its own, which lets go of every file when it ends. The clock is the machine's. */
  apart(line: string, env: Readonly<Record<string, string>> = {}, blocks?: number): Promise<Said> {
    return new Promise((resolve, reject) => {
      const child = this.start(line, env, blocks);
      const said = { out: '', err: '' };
      child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
      child.on('error', reject).on('close', (exit) => resolve({ exit: exit ?? -1, ...said }));
    });
  }

  /** Records the whole small record. */
  async filled(): Promise<this> {
    const { exit, err } = await this.inforce(['import', ...this.write(RECORD)]);
    if (exit !== 0) throw new Error(err);
    return this;
  }

  tearDown(): void {
    for (const child of this.#children) child.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The lines of a text as they look, without colours. */
export const linesOf = (text: string): string[] => stripVTControlCharacters(text).trimEnd().split('\n');
