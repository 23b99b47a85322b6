import { type BigIntStats, realpathSync, statSync } from 'node:fs';
import { LogUnusable } from './event-log.js';

const seen = (path: string): BigIntStats | undefined => statSync(path, { bigint: true, throwIfNoEntry: false });

/** The files beside a log that SQLite needs as long as somebody writes to it. */
const BESIDE = ['-wal', '-shm'];

/** The files of a log as they were when it was opened. Other programs may move, replace, link or cut them meanwhile. */
export class OpenedFiles {
  readonly #files: ReadonlyMap<string, BigIntStats>;
  #size: bigint;

  /** `beside`: whether the files beside it have to stay too, as they must where this process writes. */
  constructor(
    private readonly path: string,
    beside: boolean,
  ) {
    const names = [path, ...(beside ? BESIDE.map((suffix) => realpathSync(path) + suffix) : [])];
    this.#files = new Map(names.flatMap((name) => [seen(name)].flatMap((file) => (file ? [[name, file] as const] : []))));
    this.#size = this.#files.get(path)?.size ?? 0n;
  }

  /** Returns what happened to them since, in a sentence; null where nothing did. Costs a look at each name. */
  changed(): string | null {
    for (const [name, before] of this.#files) {
      const now = seen(name);
      if (!now) return gone(this.path, name);
      if (now.ino !== before.ino || now.dev !== before.dev) return replaced(this.path, name);
      if (name !== this.path) continue;
      if (now.size < this.#size) return `${name} was cut short by another program: it has ${now.size} bytes left of ${this.#size}. ${MEND}`;
      if (now.nlink > 1n) return twice(name);
    }
    return null;
  }

  /** Notes how long the log's own file is after a write of ours. */
  grew(): void {
    this.#size = seen(this.path)?.size ?? this.#size;
  }
}

const MEND = 'Nothing more is recorded. Stop this program, put the right file back or restore a backup, and start again.';

const gone = (path: string, name: string): string =>
  name === path
    ? `${path} is gone: it was removed or moved while it was open. ${MEND}`
    : `${name} was removed while ${path} was open. What it held was written there; nothing more is recorded until this program starts again.`;

const replaced = (path: string, name: string): string =>
  `${name} was replaced by another file while ${name === path ? 'it' : path} was open. ${MEND}`;

const twice = (path: string): string =>
  `${path} has a second name (a hard link). Two programs could write to it, each under one of them, so nothing is done with it until one is removed.`;

/** @throws {LogUnusable} for a file with a second name. */
export function demandOneName(path: string): void {
  const file = seen(path);
  if (file?.isFile() && file.nlink > 1n) throw new LogUnusable(twice(path));
}
