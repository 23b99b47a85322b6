import { formOf, type MeasureId, type Recorded, type Scope } from '@in-force/events';
import { namesDualUse } from '@in-force/rules';

/** The marks as a snapshot keeps them. */
export interface KeptMarks {
  readonly dependent: readonly MeasureId[];
  readonly listedByCodes: readonly MeasureId[];
}

/** Marks on measures of which the rows do not tell all items, as their scopes name what is no item of the vocabulary, or none by itself. */
export class ScopeMarks {
  /** The measures whose items depend on other measures. */
  readonly dependent: Set<MeasureId>;
  /** The measures that list anything by its codes alone. */
  readonly listedByCodes: Set<MeasureId>;
  /** The numbers of those that depend on others. */
  readonly #dependentNumbers: Set<number>;

  constructor({ dependent, listedByCodes }: KeptMarks, numberOf: (id: MeasureId) => number | undefined) {
    this.dependent = new Set(dependent);
    this.listedByCodes = new Set(listedByCodes);
    this.#dependentNumbers = new Set(dependent.flatMap((id) => numberOf(id) ?? []));
  }

  /** Returns the marks as a snapshot keeps them. */
  get kept(): KeptMarks {
    return { dependent: [...this.dependent], listedByCodes: [...this.listedByCodes] };
  }

  /** Marks a measure by the events of its stream. */
  mark(id: MeasureId, measure: number, events: readonly Recorded[]): void {
    const scopes = scopesIn(events);
    if (scopes.some(namesDualUse)) {
      this.dependent.add(id);
      this.#dependentNumbers.add(measure);
    }
    if (scopes.some(({ items }) => items !== 'all' && items.some(({ item }) => item === undefined))) this.listedByCodes.add(id);
  }

  /** Returns whether the items of a measure, by its number, depend on other measures. */
  isDependent(measure: number): boolean {
    return this.#dependentNumbers.has(measure);
  }
}

/** Returns every scope that any form of any act in a stream gives. */
const scopesIn = (events: readonly Recorded[]): Scope[] =>
  events.flatMap((event) => {
    const { scope } = formOf(event).data as { readonly scope?: Scope };
    return scope ? [scope] : [];
  });
