import {
  arrangements,
  commitments,
  facilitationsOf,
  licensing,
  negotiations,
  readingsOf,
  search,
  timeline,
  upcoming,
} from '@in-force/answers';

/** The lists of the record beside the controls: what each is called in its answer, and what gives it. */
export const REGISTERS = {
  timeline: { list: 'entries', of: timeline },
  upcoming: { list: 'entries', of: upcoming },
  negotiations: { list: 'negotiations', of: negotiations },
  arrangements: { list: 'arrangements', of: arrangements },
  commitments: { list: 'commitments', of: commitments },
  readings: { list: 'readings', of: readingsOf },
  licensing: { list: 'reports', of: licensing },
  search: { list: 'results', of: search },
  facilitations: { list: 'facilitations', of: facilitationsOf },
} as const;
export type Register = keyof typeof REGISTERS;
