import { InvalidRequest, Unknown } from '@in-force/answers';
import { InvalidKey, type SigningKey, signCheckpoint, signingKeysOf, type Whole, writeCheckpoint } from '@in-force/event-log';
import type { Engine } from './engine.js';

/** Proves what the record holds, to whoever keeps nothing of it but a checkpoint. */
export class Proofs {
  constructor(
    private readonly engine: Engine,
    /** The public base of links, which names the record; null where it has none. */
    private readonly url: string | null = null,
    private readonly keys: readonly SigningKey[] = [],
  ) {}

  /** Returns what is needed to check who signed a checkpoint: a line for each key. */
  get verifiers(): readonly string[] {
    return this.keys.map(({ verifier }) => verifier);
  }

  /** Returns the checkpoint of the record at a position (C2SP tlog-checkpoint), signed where there are keys. */
  checkpoint(position: number): string {
    const { tree } = this.engine;
    return checkpointOf({ id: tree.size > 0 ? tree.leaf(0) : null, position, head: tree.head(position) }, this.url, this.keys);
  }

  /**
   * Proves that an event stands in the record as it was at a position (RFC 9162, section 2.1.3).
   *
   * @throws {Unknown} for an event that the record does not hold.
   * @throws {InvalidRequest} where it was recorded later.
   */
  ofEvent(id: string, position: number) {
    const { tree, follower } = this.engine;
    const at = follower.positionOf(id);
    if (at === undefined) throw new Unknown(`No event "${id}" in this log.`);
    if (at > position)
      throw new InvalidRequest([{ pointer: '/position', detail: `This event stands at position ${at}. Ask for ${at} or a later one.` }]);
    return {
      event: id,
      leaf: tree.leaf(at - 1),
      index: at - 1,
      size: position,
      head: tree.head(position),
      proof: tree.inclusion(at - 1, position),
      checkpoint: this.checkpoint(position),
    };
  }

  /** Proves that the record at one position is the beginning of the record at a later one (RFC 9162, section 2.1.4). */
  ofConsistency(from: number, to: number) {
    const { tree } = this.engine;
    if (from > to) throw new InvalidRequest([{ pointer: '/from', detail: `${from} comes after ${to}. Name the earlier position first.` }]);
    return {
      from: { size: from, head: tree.head(from) },
      to: { size: to, head: tree.head(to) },
      proof: tree.consistency(from, to),
      checkpoint: this.checkpoint(to),
    };
  }
}

/** Returns the checkpoint of a log of this beginning, size and head: under its public address where it has one, signed where there are keys. */
export function checkpointOf({ id, position, head }: Whole, url: string | null, keys: readonly SigningKey[]): string {
  const origin = url === null ? `urn:in-force:${id ?? 'empty'}` : originOf(url);
  const text = writeCheckpoint({ origin, size: position, head });
  return keys.length > 0 ? signCheckpoint(text, keys) : text;
}

/**
 * Reads the keys of a setting that sign the checkpoints of a record: one, or two while the second replaces the first; none where it is
 * left out.
 *
 * @throws {InvalidKey} that says what to write.
 */
export function signersOf(setting: string | null, url: string | null): readonly SigningKey[] {
  if (!setting) return [];
  if (url === null) throw new InvalidKey('A signature needs a name. Set IN_FORCE_URL too: it names the record that is signed.');
  return signingKeysOf(originOf(url), setting);
}

/** Returns the name of a record by its public address: that without the scheme. */
const originOf = (url: string): string => url.replace(/^https?:\/\//i, '');
