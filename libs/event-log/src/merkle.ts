import { hash } from 'node:crypto';
import { BYTES, type Hash, Hashes } from './hashes.js';

export type { Hash };

/** The head of the tree that has no leaves: SHA-256 of nothing. */
export const EMPTY_HEAD: Hash = hash('sha256', '', 'hex');

/**
 * Returns the hash of a leaf, by what it says (RFC 9162, section 2.1.1): a zero byte stands before it, so that no leaf passes for a node.
 */
export const leafHash = (content: string | Uint8Array): Hash =>
  hash('sha256', typeof content === 'string' ? `\0${content}` : Buffer.concat([Buffer.of(0), content]), 'hex');

const pair = Buffer.alloc(1 + 2 * BYTES, 1);

/** Returns the hash of the node above two others: a one stands before them. */
export function nodeHash(left: Hash, right: Hash): Hash {
  pair.write(left, 1, 'hex');
  pair.write(right, 1 + BYTES, 'hex');
  return hash('sha256', pair, 'hex');
}

/** Returns how many leaves the left side of a tree of so many has: the largest power of two that is smaller. */
function leftOf(size: number): number {
  let left = 1;
  while (2 * left < size) left *= 2;
  return left;
}

/**
 * The Merkle tree of RFC 9162, section 2.1, which only grows. It knows its head at every size that it ever had, and proves that a
 * leaf stands in it and that an earlier tree is its beginning.
 *
 * It keeps every node that will not change any more, 64 bytes a leaf. A leaf costs one hash on average, O(log n) at worst; a head
 * O(log n) hashes; a proof O(log² n).
 */
export class MerkleTree {
  /** Level k holds the heads of the complete trees of 2^k leaves, from the left. */
  readonly #levels: Hashes[] = [new Hashes()];

  /** A tree of the levels that another gave. They are believed, but for their sizes. */
  static of(levels: readonly Uint8Array[]): MerkleTree {
    const tree = new MerkleTree();
    for (const [at, level] of levels.entries()) tree.#levels[at] = Hashes.of(level);
    for (const [at, { length }] of tree.#levels.entries())
      if (length !== Math.floor(tree.size / 2 ** at))
        throw new RangeError(`Level ${at} of a tree of ${tree.size} leaves has ${length} nodes.`);
    return tree;
  }

  /** Returns a tree of its first leaves, which grows by itself. */
  first(size: number): MerkleTree {
    this.#within(size);
    const tree = new MerkleTree();
    for (const [at, level] of this.#levels.entries()) tree.#levels[at] = level.first(Math.floor(size / 2 ** at));
    return tree;
  }

  /** Returns how many leaves it has. */
  get size(): number {
    return this.#leaves.length;
  }

  /** Its nodes that will not change, level by level, 32 bytes each: all that is needed to have it again. */
  get levels(): readonly Buffer[] {
    return this.#levels.map(({ bytes }) => bytes);
  }

  /** Returns the memory that it takes, in bytes. */
  get memory(): number {
    return this.#levels.reduce((sum, { memory }) => sum + memory, 0);
  }

  get #leaves(): Hashes {
    return this.#levels[0] as Hashes;
  }

  /** Adds a leaf by its hash. */
  add(leaf: Hash): void {
    if (!isHash(leaf)) throw new RangeError(`"${leaf}" is no SHA-256 in hexadecimal digits.`);
    this.#leaves.push(leaf);
    // Each pair that is complete has its node above it.
    for (let [at, index] = [0, this.size - 1]; index % 2 === 1; index = (index - 1) / 2) {
      const level = this.#levels[at] as Hashes;
      const above = (this.#levels[++at] ??= new Hashes());
      above.push(nodeHash(level.at(index - 1), level.at(index)));
    }
  }

  /** Returns the hash of a leaf, counted from 0. */
  leaf(index: number): Hash {
    this.#within(index + 1);
    return this.#leaves.at(index);
  }

  /** Returns the head of the tree as it was when it had so many leaves. */
  head(size: number = this.size): Hash {
    this.#within(size);
    if (size === 0) return EMPTY_HEAD;
    if (this.#asked.size !== size) this.#asked = { size, head: this.#over(0, size) };
    return this.#asked.head;
  }

  /** The head that was asked for last: nearly always the next one asked for too. */
  #asked = { size: 0, head: EMPTY_HEAD };

  /** Proves that a leaf, counted from 0, stands in the tree of so many leaves (section 2.1.3). */
  inclusion(index: number, size: number = this.size): Hash[] {
    this.#within(size);
    if (!(Number.isInteger(index) && index >= 0 && index < size)) throw new RangeError(`A tree of ${size} leaves has no leaf ${index}.`);
    return this.#path(index, 0, size);
  }

  /** Proves that the tree of `from` leaves is the beginning of that of `to` leaves (section 2.1.4). */
  consistency(from: number, to: number = this.size): Hash[] {
    this.#within(to);
    if (!(Number.isInteger(from) && from >= 0 && from <= to)) throw new RangeError(`A tree of ${from} leaves is no beginning of ${to}.`);
    return from === 0 ? [] : this.#beginning(from, 0, to, true);
  }

  #within(size: number): void {
    if (!(Number.isInteger(size) && size >= 0 && size <= this.size))
      throw new RangeError(`This tree has ${this.size} leaves; it never was one of ${size}.`);
  }

  /** Returns the head over the leaves from one to before another; every left side of it is complete, and kept. */
  #over(start: number, end: number): Hash {
    const size = end - start;
    const left = leftOf(size);
    if (size === 1 || size === 2 * left) return (this.#levels[Math.log2(size)] as Hashes).at(start / size);
    return nodeHash(this.#over(start, start + left), this.#over(start + left, end));
  }

  #path(index: number, start: number, end: number): Hash[] {
    if (end - start === 1) return [];
    const middle = start + leftOf(end - start);
    return index < middle
      ? [...this.#path(index, start, middle), this.#over(middle, end)]
      : [...this.#path(index, middle, end), this.#over(start, middle)];
  }

  /** `known`: whether whoever checks has the head over these leaves already. */
  #beginning(from: number, start: number, end: number, known: boolean): Hash[] {
    if (from === end) return known ? [] : [this.#over(start, end)];
    const middle = start + leftOf(end - start);
    return from <= middle
      ? [...this.#beginning(from, start, middle, known), this.#over(middle, end)]
      : [...this.#beginning(from, middle, end, false), this.#over(start, middle)];
  }
}

/** The head of a tree that grows, without the tree: O(log n) memory, one hash a leaf on average. */
export class RunningHead {
  readonly #peaks: Hash[] = [];
  size = 0;

  /** A tree of so many leaves goes on from the heads of the complete trees that it falls into. They are believed. */
  static of(size: number, peaks: readonly Hash[]): RunningHead {
    const running = new RunningHead();
    running.#peaks.push(...peaks);
    running.size = size;
    return running;
  }

  /** Returns the heads of the complete trees that it falls into, from the left. */
  get peaks(): readonly Hash[] {
    return [...this.#peaks];
  }

  add(leaf: Hash): void {
    this.#peaks.push(leaf);
    for (let count = ++this.size; count % 2 === 0; count /= 2) {
      const [right, left] = [this.#peaks.pop(), this.#peaks.pop()] as [Hash, Hash];
      this.#peaks.push(nodeHash(left, right));
    }
  }

  get head(): Hash {
    return this.size === 0 ? EMPTY_HEAD : this.#peaks.reduceRight((right, left) => nodeHash(left, right));
  }
}

/** Returns whether a text is a hash as this program writes them. */
export const isHash = (text: unknown): text is Hash => typeof text === 'string' && /^[0-9a-f]{64}$/.test(text);
