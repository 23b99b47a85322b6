type Numbers = Int32Array | Float64Array | Uint8Array;

/** The slots of a vector once it grows for the first time, at the least. */
const SMALLEST = 16;

/** A growing vector (dynamic array) of numbers of one type. Adding costs amortised O(1), reading O(1). */
class Vector<Values extends Numbers> {
  /** The numbers, followed by slots that are not used yet. Replaced when the vector grows. */
  values: Values;
  size: number;

  /** Creates an empty vector with that many slots, or one of the given numbers, which it owns from then on. */
  constructor(
    given: number | Values,
    private readonly allocate: (length: number) => Values,
  ) {
    this.values = typeof given === 'number' ? allocate(given) : given;
    this.size = typeof given === 'number' ? 0 : given.length;
  }

  add(value: number): void {
    if (this.size === this.values.length) this.#grow(this.size + 1);
    this.values[this.size++] = value;
  }

  /** Adds a value until the vector has that many. */
  fillTo(size: number, value: number): void {
    if (size <= this.size) return;
    if (size > this.values.length) this.#grow(size);
    this.values.fill(value, this.size, size);
    this.size = size;
  }

  /** Returns a copy of the numbers. */
  copy(): Values {
    const copy = this.allocate(this.size);
    copy.set(this.values.subarray(0, this.size));
    return copy;
  }

  /** Returns the numbers without copying them: a window that later numbers do not enlarge. */
  view(): Values {
    return this.values.subarray(0, this.size) as Values;
  }

  #grow(least: number): void {
    const grown = this.allocate(Math.max(SMALLEST, least, 2 * this.values.length));
    grown.set(this.values.subarray(0, this.size));
    this.values = grown;
  }
}

/** A growing vector of whole numbers of 32 bits. */
export class IntVector extends Vector<Int32Array> {
  constructor(given: number | Int32Array = 0) {
    super(given, (length) => new Int32Array(length));
  }
}

/** A growing vector of bytes. */
export class ByteVector extends Vector<Uint8Array> {
  constructor(given: number | Uint8Array = 0) {
    super(given, (length) => new Uint8Array(length));
  }
}

/** A growing vector of floating-point numbers of 64 bits. */
export class FloatVector extends Vector<Float64Array> {
  constructor(given: number | Float64Array = 0) {
    super(given, (length) => new Float64Array(length));
  }
}
