const specs = [
  ...['visible', 'change-days', 'goods', 'parts', 'checks', 'told', 'life', 'rounds', 'words', 'record-view', 'assessment', 'bears-on'],
  ...['status', 'frames', 'standings', 'sources'],
];

/** What says most of the rules in the least time: first what asks them singly. */
export const SPECS = specs.map((spec) => `test/rules/${spec}.spec.ts`);

/** Tests that ask at random, or how long something takes: they would go on for minutes under mutants that they do not find. And a search. */
export const LEFT_OUT = /^(?:works out what a list|meets a measure exactly where|names what it bears on in words of|a search for sources)/;
