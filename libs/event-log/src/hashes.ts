/** A SHA-256, as 64 hexadecimal digits. */
export type Hash = string;

/** The bytes of a hash, and how many hashes lie together in one page. */
export const BYTES = 32;
const PAGE = 1024;

/** Hashes in a row, in pages. */
export class Hashes {
  readonly #pages: Buffer[] = [];
  length = 0;

  static of(bytes: Uint8Array): Hashes {
    const hashes = new Hashes();
    hashes.length = bytes.length / BYTES;
    for (let start = 0; start < bytes.length; start += PAGE * BYTES) {
      const page = Buffer.allocUnsafeSlow(PAGE * BYTES);
      page.set(bytes.subarray(start, start + PAGE * BYTES));
      hashes.#pages.push(page);
    }
    return hashes;
  }

  /** Returns the first of them, which grow by themselves. Pages that are full are shared: they change no more. */
  first(length: number): Hashes {
    const hashes = new Hashes();
    hashes.length = length;
    hashes.#pages.push(...this.#pages.slice(0, Math.floor(length / PAGE)));
    if (length % PAGE > 0) hashes.#pages.push(Buffer.from(this.#pages[hashes.#pages.length] as Buffer));
    return hashes;
  }

  push(one: Hash): void {
    const at = this.length % PAGE;
    if (at === 0) this.#pages.push(Buffer.allocUnsafeSlow(PAGE * BYTES));
    (this.#pages.at(-1) as Buffer).write(one, at * BYTES, 'hex');
    this.length += 1;
  }

  at(index: number): Hash {
    const start = (index % PAGE) * BYTES;
    return (this.#pages[Math.floor(index / PAGE)] as Buffer).toString('hex', start, start + BYTES);
  }

  get bytes(): Buffer {
    return Buffer.concat(this.#pages, this.length * BYTES);
  }

  get memory(): number {
    return this.#pages.length * PAGE * BYTES;
  }
}
