import type { Holder, Right } from './rights.js';
import { sha256 } from './secrets.js';
import type { ServiceRecorded } from './service-language.js';

/** A key as it is shown: never its secret. */
export interface Key extends Holder {
  readonly issuedAt: string;
  readonly issuedBy: string;
  readonly rotatedAt: string | null;
  readonly revokedAt: string | null;
}

interface Held {
  readonly key: Key;
  /** The hashes of its secrets, each with when it ends to work; null for the one that does. */
  readonly hashes: ReadonlyMap<string, string | null>;
}

/** The keys, made of what was told of them. */
export class Keys {
  readonly #held = new Map<string, Held>();
  readonly #byHash = new Map<string, string>();

  apply(event: ServiceRecorded): void {
    const id = event.stream.slice('key-'.length);
    const held = this.#held.get(id);
    switch (event.type) {
      case 'key.issued': {
        const { name, may, hash } = event.data;
        const key = { id, name, may, issuedAt: event.recordedAt, issuedBy: event.by, rotatedAt: null, revokedAt: null };
        this.#hold({ key, hashes: new Map([[hash, null]]) }, hash);
        break;
      }
      case 'key.rotated': {
        if (!held) return;
        const { hash, until } = event.data;
        const former = [...held.hashes].map(([one, end]) => [one, end === null || end > until ? until : end] as const);
        this.#hold({ key: { ...held.key, rotatedAt: event.recordedAt }, hashes: new Map([...former, [hash, null]]) }, hash);
        break;
      }
      case 'key.revoked':
        if (held) this.#hold({ ...held, key: { ...held.key, revokedAt: event.recordedAt } });
    }
  }

  #hold(held: Held, hash?: string): void {
    this.#held.set(held.key.id, held);
    if (hash !== undefined) this.#byHash.set(hash, held.key.id);
  }

  /** Returns whose secret it is; undefined for one that is unknown, revoked, or replaced and run out. */
  holderOf(secret: string, now: string): Key | undefined {
    const hash = sha256(secret);
    const held = this.#held.get(this.#byHash.get(hash) ?? '');
    const end = held?.hashes.get(hash);
    return held && held.key.revokedAt === null && (end == null || now < end) ? held.key : undefined;
  }

  get = (id: string): Key | undefined => this.#held.get(id)?.key;

  /** Returns all keys, oldest first, the revoked ones too. */
  all = (): readonly Key[] => [...this.#held.values()].map(({ key }) => key);

  /** Returns how many rights hold which somebody was given: keys that work. */
  holding = (right: Right): readonly Key[] => this.all().filter(({ may, revokedAt }) => revokedAt === null && may.includes(right));
}
