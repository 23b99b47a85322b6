import { EMPTY_HEAD, type Hash, isHash, nodeHash } from './merkle.js';

/** What a proof of inclusion shows: that a leaf, counted from 0, stands in the tree of so many leaves that has this head. */
export interface Inclusion {
  readonly leaf: Hash;
  readonly index: number;
  readonly size: number;
  readonly head: Hash;
}

/** What a proof of consistency shows: that the tree of `from` leaves is the beginning of that of `to` leaves. */
export interface Consistency {
  readonly from: number;
  readonly fromHead: Hash;
  readonly to: number;
  readonly toHead: Hash;
}

const odd = (count: number): boolean => count % 2 === 1;
const half = (count: number): number => Math.floor(count / 2);
const isSize = (count: number): boolean => Number.isSafeInteger(count) && count >= 0;

/** Returns whether a proof of inclusion holds (RFC 9162, section 2.1.3.2). One that is malformed does not. */
export function verifyInclusion({ leaf, index, size, head }: Inclusion, proof: readonly Hash[]): boolean {
  if (!isSize(index) || !isSize(size) || index >= size || ![leaf, head, ...proof].every(isHash)) return false;
  let found = leaf;
  // Where the node stands among those of its level, and where the last of them does.
  let [node, last] = [index, size - 1];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (odd(node) || node === last) {
      found = nodeHash(sibling, found);
      // A last node without a sibling stands for itself on the levels above.
      for (; !odd(node) && node !== 0; last = half(last)) node = half(node);
    } else found = nodeHash(found, sibling);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && found === head;
}

/** Returns whether a proof of consistency holds (RFC 9162, section 2.1.4.2). One that is malformed does not. */
export function verifyConsistency({ from, fromHead, to, toHead }: Consistency, proof: readonly Hash[]): boolean {
  if (!isSize(from) || !isSize(to) || from > to || ![fromHead, toHead, ...proof].every(isHash)) return false;
  if (from === to) return proof.length === 0 && fromHead === toHead && (from > 0 || fromHead === EMPTY_HEAD);
  if (from === 0) return proof.length === 0 && fromHead === EMPTY_HEAD;
  let [node, last] = [from - 1, to - 1];
  for (; odd(node); last = half(last)) node = half(node);
  // A tree of a power of two is a node of the later one, so its head is not sent.
  const [first, ...rest] = node === 0 ? [fromHead, ...proof] : proof;
  if (first === undefined) return false;
  let [earlier, later] = [first, first];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (odd(node) || node === last) {
      [earlier, later] = [nodeHash(sibling, earlier), nodeHash(sibling, later)];
      for (; !odd(node) && node !== 0; last = half(last)) node = half(node);
    } else later = nodeHash(later, sibling);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && earlier === fromHead && later === toHead;
}
