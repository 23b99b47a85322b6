import {
  arrangements,
  commitments,
  errata,
  facilitationsOf,
  instruments,
  items,
  licensing,
  measures,
  negotiations,
  readingsOf,
  regions,
  search,
  statements,
  timeline,
  upcoming,
} from '@in-force/answers';

/** The lists of the record beside the controls: what each is called in its answer, and what gives it. */
export const REGISTERS = {
  timeline: { list: 'entries', of: timeline },
  upcoming: { list: 'entries', of: upcoming },
  statements: { list: 'statements', of: statements },
  negotiations: { list: 'negotiations', of: negotiations },
  arrangements: { list: 'arrangements', of: arrangements },
  commitments: { list: 'commitments', of: commitments },
  readings: { list: 'readings', of: readingsOf },
  licensing: { list: 'reports', of: licensing },
  search: { list: 'results', of: search },
  facilitations: { list: 'facilitations', of: facilitationsOf },
  instruments: { list: 'instruments', of: instruments },
  measures: { list: 'measures', of: measures },
  items: { list: 'items', of: items },
  regions: { list: 'regions', of: regions },
  errata: { list: 'errata', of: errata },
} as const;
export type Register = keyof typeof REGISTERS;
