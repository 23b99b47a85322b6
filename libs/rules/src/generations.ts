/**
 * Values by key, in two generations: those set or asked for lately, and those before them. The older one goes once the younger weighs half
 * of what both may, or when it is told that time has passed.
 */
export class Generations<Key, Value> {
  #young = new Map<Key, Value>();
  #old = new Map<Key, Value>();
  /** What the younger weighs. */
  #weight = 0;

  constructor(
    private readonly most: number,
    private readonly weigh: (value: Value) => number = () => 1,
  ) {}

  /** Returns a value, which counts as asked for; undefined where none is kept. */
  get(key: Key): Value | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  /** Returns the same, and it counts as it did. */
  peek(key: Key): Value | undefined {
    return this.#young.get(key) ?? this.#old.get(key);
  }

  set(key: Key, value: Value): void {
    if (this.#weight >= this.most / 2) this.age();
    this.#young.set(key, value);
    this.#weight += this.weigh(value);
  }

  /** Lets go of what was neither set nor asked for since it was called before. */
  age(): void {
    [this.#old, this.#young, this.#weight] = [this.#young, new Map(), 0];
  }
}
