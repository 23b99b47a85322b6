import { createHash } from 'node:crypto';
import {
  type Consistency,
  EMPTY_HEAD,
  type Hash,
  type Inclusion,
  leafHash,
  MerkleTree,
  RunningHead,
  verifyConsistency,
  verifyInclusion,
} from '@in-force/event-log';
import { randomFrom } from '../kit/world.js';

/** The leaves of the reference tree of RFC 6962, and its heads from one leaf to all of them. */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const HEADS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

/** The definitions of RFC 9162, section 2.1, word for word and over the contents of the leaves; what was hashed once is kept. */
class Definitions {
  readonly #known = new Map<string, Buffer>();
  constructor(private readonly leaves: readonly Buffer[]) {}

  /** MTH(D[start:end]) */
  mth(start: number, end: number): Buffer {
    const key = `${start}:${end}`;
    let found = this.#known.get(key);
    if (found === undefined) {
      const n = end - start;
      const k = this.k(n);
      const sha = createHash('sha256');
      if (n === 1) sha.update(Buffer.from([0x00])).update(this.leaves[start] as Buffer);
      if (n > 1)
        sha
          .update(Buffer.from([0x01]))
          .update(this.mth(start, start + k))
          .update(this.mth(start + k, end));
      this.#known.set(key, (found = sha.digest()));
    }
    return found;
  }

  /** PATH(m, D[start:end]) */
  path(m: number, start: number, end: number): Buffer[] {
    const n = end - start;
    const k = this.k(n);
    if (n === 1) return [];
    if (m < k) return [...this.path(m, start, start + k), this.mth(start + k, end)];
    return [...this.path(m - k, start + k, end), this.mth(start, start + k)];
  }

  /** PROOF(m, D[0:n]) */
  proof = (m: number, n: number): Buffer[] => this.subproof(m, 0, n, true);

  /** SUBPROOF(m, D[start:end], b) */
  subproof(m: number, start: number, end: number, b: boolean): Buffer[] {
    const n = end - start;
    if (m === n) return b ? [] : [this.mth(start, end)];
    const k = this.k(n);
    if (m <= k) return [...this.subproof(m, start, start + k, b), this.mth(start + k, end)];
    return [...this.subproof(m - k, start + k, end, false), this.mth(start, start + k)];
  }

  /** The largest power of two smaller than n. */
  k(n: number): number {
    const powers = Array.from({ length: 20 }, (_, power) => 2 ** power);
    return Math.max(0, ...powers.filter((power) => power < n));
  }
}

const MOST = 1_000;
const contents = Array.from({ length: MOST }, (_, n) => Buffer.from(`leaf ${n}`));
const defined = new Definitions(contents);
const tree = new MerkleTree();
for (const content of contents) tree.add(leafHash(content));
const hex = (hashes: readonly Buffer[]): Hash[] => hashes.map((one) => one.toString('hex'));
const random = randomFrom(9162);
const upTo = (most: number): number => random.below(most + 1);

/** Pairs of a size and something smaller, all of the small trees and some of the larger ones. */
function* pairs(least: number): Generator<readonly [smaller: number, size: number]> {
  for (let size = 1; size <= 40; size++) for (let smaller = least; smaller < size + least; smaller++) yield [smaller, size];
  for (let n = 0; n < 400; n++) {
    const size = 41 + upTo(MOST - 41);
    yield [least + upTo(size - 1), size];
  }
  for (const size of [63, 64, 65, 511, 512, 513, 1000]) for (const smaller of [least, size - 1]) yield [smaller, size];
}

const included = (index: number, size: number): Inclusion => ({ leaf: tree.leaf(index), index, size, head: tree.head(size) });
const consistent = (from: number, to: number): Consistency => ({ from, fromHead: tree.head(from), to, toHead: tree.head(to) });

describe('a Merkle tree', () => {
  it('has the heads of the reference tree', () => {
    const reference = new MerkleTree();
    const running = new RunningHead();
    expect(reference.head()).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    for (const [index, leaf] of LEAVES.entries()) {
      reference.add(leafHash(Buffer.from(leaf, 'hex')));
      running.add(leafHash(Buffer.from(leaf, 'hex')));
      expect([reference.head(), running.head]).toEqual([HEADS[index], HEADS[index]]);
    }
    expect(HEADS.map((_, index) => reference.head(index + 1))).toEqual(HEADS);
  });

  it(`has the heads that the definitions give, for 0 to ${MOST} leaves`, () => {
    const grown = new MerkleTree();
    const running = new RunningHead();
    for (let size = 0; size <= MOST; size++) {
      const head = defined.mth(0, size).toString('hex');
      expect([grown.size, grown.head(), running.head, tree.head(size)]).toEqual([size, head, head, head]);
      if (size < MOST) for (const one of [grown, running]) one.add(leafHash(contents[size] as Buffer));
    }
  });

  it('proves that a leaf stands in it, as the definitions do', () => {
    for (const [index, size] of pairs(0)) {
      const proof = tree.inclusion(index, size);
      expect([index, size, proof]).toEqual([index, size, hex(defined.path(index, 0, size))]);
      expect([index, size, verifyInclusion(included(index, size), proof)]).toEqual([index, size, true]);
    }
  });

  it('proves that it began as a smaller one, as the definitions do', () => {
    for (const [from, to] of pairs(1)) {
      const proof = tree.consistency(from, to);
      expect([from, to, proof]).toEqual([from, to, hex(defined.proof(from, to))]);
      expect([from, to, verifyConsistency(consistent(from, to), proof)]).toEqual([from, to, true]);
    }
    for (const to of [0, 1, 7, 1000]) {
      expect(tree.consistency(0, to)).toEqual([]);
      expect(verifyConsistency(consistent(0, to), [])).toBe(true);
    }
  });

  it('is had again from its levels, and grows on', () => {
    for (const size of [0, 1, 2, 3, 700, MOST]) {
      const half = new MerkleTree();
      for (let index = 0; index < size; index++) half.add(tree.leaf(index));
      const again = MerkleTree.of(half.levels);
      expect([again.size, again.head()]).toEqual([size, tree.head(size)]);
      for (let index = size; index < MOST; index++) again.add(tree.leaf(index));
      expect(again.head()).toBe(tree.head());
      expect(again.levels).toEqual(tree.levels);
    }
    const [leaves = Buffer.of(), ...above] = tree.levels;
    expect(() => MerkleTree.of([leaves.subarray(0, 33), ...above])).toThrow(/^Level 0 of a tree of/);
    expect(() => MerkleTree.of([leaves, ...above.slice(1)])).toThrow(/^Level 1 of a tree of/);
  });

  it('takes about 64 bytes a leaf', () => {
    const large = new MerkleTree();
    for (let n = 0; n < 20_000; n++) large.add(tree.leaf(n % MOST));
    expect(large.memory / large.size).toBeLessThan(64 * 1.5);
    expect(large.memory / large.size).toBeGreaterThanOrEqual(63);
  });

  it.each<[string, () => unknown, RegExp]>([
    ['a leaf that is no hash', () => tree.add('abc'), /"abc" is no SHA-256/],
    ['a head ahead of it', () => tree.head(1001), /has 1000 leaves; it never was one of 1001/],
    ['half a head', () => tree.head(1.5), /never was one of 1.5/],
    ['a leaf beyond it', () => tree.inclusion(5, 5), /A tree of 5 leaves has no leaf 5/],
    ['a leaf before it', () => tree.inclusion(-1), /has no leaf -1/],
    ['a beginning that is longer', () => tree.consistency(6, 5), /A tree of 6 leaves is no beginning of 5/],
    ['a leaf that is not there', () => tree.leaf(1000), /never was one of 1001/],
  ])('refuses %s', (_, ask, message) => {
    expect(ask).toThrow(RangeError);
    expect(ask).toThrow(message);
  });
});

describe('a proof', () => {
  /** The same hash with one bit turned. */
  const flipped = (one: Hash): Hash => {
    const bytes = Buffer.from(one, 'hex');
    const at = upTo(31);
    bytes[at] = (bytes[at] as number) ^ (1 << upTo(7));
    return bytes.toString('hex');
  };
  const one = (proof: readonly Hash[]): number => upTo(proof.length - 1);
  const spoilt: readonly ((proof: readonly Hash[]) => readonly Hash[])[] = [
    (proof) => proof.with(one(proof), flipped(proof[one(proof)] as Hash)),
    (proof) => proof.toSpliced(one(proof), 1),
    (proof) => proof.toSpliced(one(proof), 0, flipped(EMPTY_HEAD)),
    (proof) => [...proof, proof[one(proof)] as Hash],
    (proof) => proof.with(one(proof), 'no hash'),
    (proof) => proof.with(one(proof), (proof[one(proof)] as Hash).toUpperCase()),
    (proof) => {
      const at = upTo(proof.length - 2);
      return proof.toSpliced(at, 2, proof[at + 1] as Hash, proof[at] as Hash);
    },
  ];
  const changed = <Shown extends object>(shown: Shown, key: keyof Shown): Shown => {
    const value = shown[key];
    return { ...shown, [key]: typeof value === 'number' ? value + (upTo(1) || -1) * (1 + upTo(3)) : flipped(value as Hash) };
  };
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

  it('of inclusion fails when anything in it, or in what it shows, is another', () => {
    for (let n = 0; n < 1_000; n++) {
      const size = 3 + upTo(MOST - 3);
      const index = upTo(size - 1);
      const [shown, right] = [included(index, size), tree.inclusion(index, size)];
      const other = (spoilt[n % spoilt.length] as (typeof spoilt)[number])(right);
      if (!same(other, right)) expect([shown, other, verifyInclusion(shown, other)]).toEqual([shown, other, false]);
      for (const key of ['leaf', 'index', 'head'] as const) {
        const lie = changed(shown, key);
        expect([lie, verifyInclusion(lie, right)]).toEqual([lie, false]);
      }
    }
  });

  it('of consistency fails when anything in it, or in what it shows, is another', () => {
    for (let n = 0; n < 1_000; n++) {
      const to = 3 + upTo(MOST - 3);
      const from = 1 + upTo(to - 2);
      const [shown, right] = [consistent(from, to), tree.consistency(from, to)];
      const other = (spoilt[n % spoilt.length] as (typeof spoilt)[number])(right);
      if (!same(other, right)) expect([shown, other, verifyConsistency(shown, other)]).toEqual([shown, other, false]);
      for (const key of ['fromHead', 'toHead'] as const) {
        const lie = changed(shown, key);
        expect([lie, verifyConsistency(lie, right)]).toEqual([lie, false]);
      }
    }
  });

  it('of what cannot be is none', () => {
    const nothing: Inclusion = { leaf: tree.leaf(0), index: 0, size: 0, head: EMPTY_HEAD };
    expect(verifyInclusion(nothing, [])).toBe(false);
    for (const number of [-1, 0.5, Number.NaN, 2 ** 60]) {
      expect(verifyInclusion({ ...included(0, 4), index: number }, tree.inclusion(0, 4))).toBe(false);
      expect(verifyConsistency({ ...consistent(2, 4), from: number }, tree.consistency(2, 4))).toBe(false);
    }
    expect(verifyConsistency({ ...consistent(4, 4), toHead: tree.head(3) }, [])).toBe(false);
    expect(verifyConsistency(consistent(4, 4), [tree.head(4)])).toBe(false);
    expect(verifyConsistency({ from: 5, fromHead: tree.head(5), to: 4, toHead: tree.head(4) }, tree.consistency(4, 5))).toBe(false);
    expect(verifyConsistency({ ...consistent(0, 4), fromHead: tree.head(1) }, [])).toBe(false);
    expect(verifyConsistency(consistent(3, 4), [])).toBe(false);
  });
});

it.each([0, 1, 1023, 1024, 1025, 2048, 3000])('is shared by two trees that grow apart after leaf %i', (size) => {
  const leaves = Array.from({ length: 3100 }, (_, at) => leafHash(String(at)));
  const grown = (tree: MerkleTree, more: readonly Hash[]) => {
    for (const leaf of more) tree.add(leaf);
    return tree;
  };
  const whole = grown(new MerkleTree(), leaves);
  const head = whole.head();
  const others = Array.from({ length: 1100 }, (_, at) => leafHash(`other ${at}`));
  const apart = grown(whole.first(size), others);
  expect(apart.head()).toBe(grown(new MerkleTree(), [...leaves.slice(0, size), ...others]).head());
  expect(apart.head(size)).toBe(whole.head(size));
  grown(whole, others);
  expect(whole.head(leaves.length)).toBe(head);
  expect(apart.inclusion(apart.size - 1)).toEqual(grown(new MerkleTree(), [...leaves.slice(0, size), ...others]).inclusion(apart.size - 1));
});
