import { setImmediate } from 'node:timers/promises';
import { ControlsInForce } from '@in-force/answers';
import { type Sections, sectionsUnder, withPrefix } from '@in-force/columns';
import { type EventLog, MerkleTree } from '@in-force/event-log';
import { Archive } from './archive.js';
import { Engine } from './engine.js';
import { readSnapshot, writeSnapshot } from './snapshot.js';

/** A snapshot is written once so many events came since the last one, and a tenth of all. A smaller record is read as fast. */
const LEAST = 10_000;

export interface RecordSettings {
  readonly now: () => string;
  /** Where snapshots lie; null for none. */
  readonly snapshots: string | null;
  /** Hears what becomes of them. */
  readonly tell: (sentence: string) => void;
}

/** The record of a log as it is answered from: the engine, the index, and what makes the next start fast. */
export class RunningRecord {
  #written: number;

  private constructor(
    readonly engine: Engine,
    readonly controls: ControlsInForce,
    private readonly archive: Archive,
    private readonly settings: RecordSettings,
    /** The position of the snapshot that it began with; 0 where there was none. */
    readonly began: number,
  ) {
    this.#written = began;
  }

  /** Begins with the snapshot of the log, if there is a good one, and follows the log from there. `engine.follower` tells how far it is. */
  static async begin(log: EventLog, settings: RecordSettings): Promise<RunningRecord> {
    const { snapshots, now, tell } = settings;
    const found = snapshots === null ? null : await readSnapshot(snapshots, log, tell);
    const archive = new Archive(found ? sectionsUnder(found.sections, 'events.') : undefined);
    const controls = new ControlsInForce(archive, found ? sectionsUnder(found.sections, 'index.') : undefined);
    const began = controls.position;
    const engine = await Engine.begin(log, [controls], { now, tree: found ? treeOf(found.sections) : undefined });
    return new RunningRecord(engine, controls, archive, settings, began);
  }

  /** Waits until all is there that the log held when it began. */
  static async open(log: EventLog, settings: RecordSettings): Promise<RunningRecord> {
    const record = await RunningRecord.begin(log, settings);
    await record.engine.follower.caughtUp();
    return record;
  }

  /** Returns the memory that the events and the index take, in bytes. */
  get bytes(): { readonly events: number; readonly index: number } {
    return { events: this.archive.bytes, index: this.controls.index.size.bytes };
  }

  /** Does what questions would else wait for, a little at a time. */
  async prepare(): Promise<void> {
    while (this.controls.indexPending()) await setImmediate();
  }

  /** Keeps the index in order and its snapshot up to date, until the engine is closed. */
  async tend(): Promise<void> {
    const { follower } = this.engine;
    while (!follower.ended) {
      await this.prepare();
      const { position } = this.controls;
      if (position - this.#written >= Math.max(LEAST, position / 10)) await this.snapshot();
      // The follower's end is told where it is asked, not here.
      await follower.reached(position + 1).catch(() => undefined);
    }
  }

  /** Lets go, after each pause, of what was made for questions that nobody asked since the last one. Ends when the signal aborts. */
  async age(pause: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void> {
    for (; !signal.aborted; await pause(signal)) this.controls.age();
  }

  /** Writes a snapshot. One that cannot be written is said, and done without. */
  async snapshot(): Promise<void> {
    const { snapshots, tell } = this.settings;
    await this.prepare();
    this.controls.indexAll(); // what came since
    const { position } = this.controls;
    if (snapshots === null || position === 0) return;
    const { tree } = this.engine;
    const sections = new Map([
      ...withPrefix('events.', this.archive.sections),
      ...withPrefix('index.', this.controls.sections),
      ...tree.levels.map((level, at) => [`tree.${at}`, level] as const),
    ]);
    this.#written = position;
    try {
      await writeSnapshot(snapshots, { log: tree.leaf(0), position, leaf: tree.leaf(position - 1) }, sections);
    } catch (error) {
      tell(`No snapshot could be written to ${snapshots}: ${(error as Error).message}. The next start takes longer.`);
    }
  }

  close = (): Promise<void> => this.engine.close();
}

/** Returns the tree of a record from the sections of its snapshot. */
function treeOf(sections: Sections): MerkleTree {
  const levels: Uint8Array[] = [];
  for (let level = sections.get('tree.0'); level; level = sections.get(`tree.${levels.length}`)) levels.push(level as Uint8Array);
  return MerkleTree.of(levels);
}
