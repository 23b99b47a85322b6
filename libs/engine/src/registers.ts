import {
  listArrangements,
  listCommitments,
  listErrata,
  listFacilitations,
  listFound,
  listInstruments,
  listItems,
  listMeasures,
  listNegotiations,
  listReadings,
  listRegions,
  listReports,
  listStatements,
  listTimeline,
  listUpcoming,
} from '@in-force/answers';

/** The lists of the record beside the controls: what each is called in its answer, and what gives it. */
export const REGISTERS = {
  timeline: { list: 'entries', of: listTimeline },
  upcoming: { list: 'entries', of: listUpcoming },
  statements: { list: 'statements', of: listStatements },
  negotiations: { list: 'negotiations', of: listNegotiations },
  arrangements: { list: 'arrangements', of: listArrangements },
  commitments: { list: 'commitments', of: listCommitments },
  readings: { list: 'readings', of: listReadings },
  licensing: { list: 'reports', of: listReports },
  search: { list: 'results', of: listFound },
  facilitations: { list: 'facilitations', of: listFacilitations },
  instruments: { list: 'instruments', of: listInstruments },
  measures: { list: 'measures', of: listMeasures },
  items: { list: 'items', of: listItems },
  regions: { list: 'regions', of: listRegions },
  errata: { list: 'errata', of: listErrata },
} as const;
export type Register = keyof typeof REGISTERS;
