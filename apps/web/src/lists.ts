import type {
  arrangements,
  commitments,
  errata,
  instruments,
  items,
  negotiations,
  regions,
  search,
  statements,
  timeline,
  upcoming,
} from '@in-force/answers';

type Entry<List extends (...given: never[]) => { readonly entries: readonly unknown[] }> = ReturnType<List>['entries'][number];

/** What the lists of the record hold, by the names that the API has for them. */
export interface Lists {
  readonly arrangements: Entry<typeof arrangements>;
  readonly commitments: Entry<typeof commitments>;
  readonly errata: Entry<typeof errata>;
  readonly instruments: Entry<typeof instruments>;
  readonly items: Entry<typeof items>;
  readonly negotiations: Entry<typeof negotiations>;
  readonly regions: Entry<typeof regions>;
  readonly search: Entry<typeof search>;
  readonly statements: Entry<typeof statements>;
  readonly timeline: Entry<typeof timeline>;
  readonly upcoming: Entry<typeof upcoming>;
}
export type ListName = keyof Lists;
