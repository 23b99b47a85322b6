const specs = [
  ...['visible', 'change-days', 'goods', 'parts', 'checks', 'told', 'life', 'rounds', 'words', 'record-view'],
  ...['status', 'frames', 'standings', 'sources'],
];

/** What says most of the rules in the least time: first what asks them singly. */
export const SPECS = specs.map((spec) => `test/rules/${spec}.spec.ts`);

/** Tests of how long something takes, which would go on for minutes under mutants that they do not find; and of a search, which is no rule. */
export const LEFT_OUT = /^(?:works out what a list contains once a day|a search for sources)/;
