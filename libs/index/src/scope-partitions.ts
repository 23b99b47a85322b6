import { type Sections } from '@in-force/columns';
import { type ExactDay, itemOfLine, type Kind, type Parts, type Region, type Scope } from '@in-force/events';
import { EPOCHS, epochOf, isDated, isOfDualUse, scopeCountries, touchesCountry } from '@in-force/rules';
import { LRUCache } from 'lru-cache';
import { CountrySets } from './country-sets.js';
import { type Goods, ItemClasses, signatureOf } from './item-classes.js';

/** A country group: countries of a scope that no act distinguishes, and one of them. */
export interface CountryGroup {
  /** The number of the set of countries. */
  readonly set: number;
  readonly country: string;
}

/** A scope partition: a scope divided by the parts that acts distinguish, into item classes and country groups. */
export interface ScopePartition {
  readonly scope: Pick<Scope, 'regions' | 'except'>;
  /** The parts that acts name. */
  readonly parts: readonly Parts[];
  readonly issuer: Region;
  readonly goods: Goods;
  /** True where a bloc is named, so that the country groups change as its members do. */
  readonly dated: boolean;
  /** The country groups by epoch, as far as they were asked about. */
  readonly groups: (readonly CountryGroup[])[];
}

/**
 * Scopes in classes of a partition refinement: countries, or items, with the same signature (the parts that touch them) form one class.
 * Dividing a scope costs O(parts · (items + countries)) once; the latest are cached.
 */
export class ScopePartitions {
  readonly sets: CountrySets;
  readonly classes: ItemClasses;
  readonly #partitions = new LRUCache<string, ScopePartition>({ max: 1_000 }); // the wordings of the measures folded last
  /** The country groups of countries that no act distinguishes. */
  readonly #undivided = new WeakMap<ReadonlySet<string>, readonly CountryGroup[]>();

  constructor(sections?: Sections) {
    this.sets = new CountrySets(sections);
    this.classes = new ItemClasses(sections);
  }

  /** Returns the sets and classes as sections of a snapshot. */
  get sections(): Sections {
    return new Map([...this.sets.sections, ...this.classes.sections]);
  }

  /** Divides a scope by the parts that acts distinguish, except for the items that `dual-use` contains, which change by day. */
  divide(scope: Scope, parts: readonly Parts[], issuer: Region, kind: Kind): ScopePartition {
    const { regions, except, items } = scope;
    const words = `${issuer} ${regions.join()} ${except?.join() ?? ''} ${isOfDualUse(kind, scope)}`;
    const goods = items === 'all' ? '*' : items.map(itemOfLine).join();
    const distinguished = parts
      .map((one) => `${one.regions?.join() ?? ''}-${one.except?.join() ?? ''}-${one.items?.join() ?? ''}`)
      .join('/');
    const key = `${words} ${goods} ${distinguished}`;
    let partition = this.#partitions.get(key);
    if (!partition) {
      const dated = isDated(issuer, scope, ...parts);
      const named = { regions, ...(except && { except }) };
      partition = { scope: named, parts, issuer, goods: this.classes.goodsOf(scope, parts, kind), dated, groups: [] };
      this.#partitions.set(key, partition);
    }
    return partition;
  }

  /** Returns the country groups of a scope on a day, which are the same on all days of an epoch. */
  groupsOn({ scope, parts, issuer, dated, groups }: ScopePartition, day: ExactDay): readonly CountryGroup[] {
    const epoch = dated ? epochOf(day) : 0;
    const cached = groups[epoch];
    if (cached) return cached;
    // Any day of an epoch has the same members.
    const on = EPOCHS[epoch] as string;
    const countries = scopeCountries(scope, on, issuer);
    const naming = parts.filter(({ regions, except }) => regions || except);
    const made =
      naming.length === 0
        ? this.#undividedGroup(countries)
        : this.#groupsOf(countries, naming, (one, country) => touchesCountry(one, country, on, issuer));
    groups[epoch] = made;
    return made;
  }

  /** Returns countries as one group, none where there are none. Cached by the set, which is shared between scopes of the same words. */
  #undividedGroup(countries: ReadonlySet<string>): readonly CountryGroup[] {
    let groups = this.#undivided.get(countries);
    if (!groups) {
      groups = [...countries].slice(0, 1).map((country) => ({ set: this.sets.numberOf(countries), country }));
      this.#undivided.set(countries, groups);
    }
    return groups;
  }

  /** Returns countries in groups of one signature each. */
  #groupsOf(
    countries: ReadonlySet<string>,
    parts: readonly Parts[],
    touches: (part: Parts, country: string) => boolean,
  ): readonly CountryGroup[] {
    const bySignature = new Map<string, string[]>();
    for (const country of countries) {
      const signature = signatureOf(parts, (part) => touches(part, country));
      const group = bySignature.get(signature);
      if (group) group.push(country);
      else bySignature.set(signature, [country]);
    }
    return [...bySignature.values()].map((group) => ({ set: this.sets.numberOf(group), country: group[0] as string }));
  }
}
