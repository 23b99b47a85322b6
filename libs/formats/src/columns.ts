import type { Control } from '@in-force/answers';

/** How the values of a column are kept: a text, a number, a truth, an instant, a day, or a day as precise as it was said. */
export type Kind = 'text' | 'number' | 'truth' | 'instant' | 'day' | 'said';

/** The columns of a table, in order. A list, or what has parts, stands in one cell as JSON. */
export type Columns = Readonly<Record<string, Kind>>;

/** One thing, by the names of its columns. */
export type Row = Readonly<Record<string, unknown>>;

const SOURCED: Columns = { event: 'text', publishedOn: 'said', sources: 'text', sourcesLater: 'number', address: 'text' };

/** The columns of each list that the record answers, by the name of its route. */
export const COLUMNS = {
  controls: {
    id: 'text',
    instrument: 'text',
    title: 'text',
    issuer: 'text',
    kind: 'text',
    rate: 'text',
    status: 'text',
    byTerms: 'text',
    readAs: 'text',
    asScheduled: 'truth',
    firstDay: 'said',
    since: 'day',
    until: 'day',
    tookEffect: 'truth',
    coverage: 'text',
    bearsOn: 'text',
    via: 'text',
    frame: 'truth',
    regions: 'text',
    except: 'text',
    entities: 'text',
    endUses: 'text',
    items: 'text',
    notes: 'text',
    facilitations: 'text',
    promised: 'text',
    contested: 'text',
    because: 'text',
  },
  timeline: {
    on: 'day',
    through: 'day',
    what: 'text',
    moved: 'text',
    measures: 'text',
    event: 'text',
    publishedOn: 'said',
    confirmed: 'truth',
    saidBy: 'text',
    text: 'text',
    source: 'text',
    key: 'text',
  },
  upcoming: {
    on: 'day',
    through: 'day',
    what: 'text',
    moved: 'text',
    measures: 'text',
    event: 'text',
    publishedOn: 'said',
    confirmed: 'truth',
    saidBy: 'text',
    text: 'text',
    source: 'text',
    key: 'text',
  },
  matrix: { on: 'day', region: 'text', status: 'text', coverage: 'text', count: 'number' },
  negotiations: { id: 'text', title: 'text', parties: 'text', subject: 'text', ...SOURCED, rounds: 'text', concluded: 'text' },
  arrangements: {
    id: 'text',
    track: 'text',
    standing: 'text',
    title: 'text',
    parties: 'text',
    place: 'text',
    from: 'said',
    through: 'said',
    level: 'text',
    persons: 'text',
    outcome: 'text',
    about: 'text',
    scheduledOn: 'said',
    calledOff: 'text',
    commitments: 'text',
    ...SOURCED,
  },
  commitments: {
    id: 'text',
    standing: 'text',
    party: 'text',
    speaker: 'text',
    person: 'text',
    text: 'text',
    about: 'text',
    due: 'said',
    lasting: 'said',
    saidOn: 'said',
    ageDays: 'number',
    narrowedOn: 'said',
    agreedAt: 'text',
    fulfilled: 'text',
    broken: 'text',
    ...SOURCED,
  },
  readings: { measure: 'text', title: 'text', status: 'text', byTerms: 'text', contested: 'truth', readings: 'text' },
  licensing: { ...SOURCED, title: 'text', party: 'text', speaker: 'text', regions: 'text', about: 'text', figures: 'text', text: 'text' },
  facilitations: {
    id: 'text',
    issuer: 'text',
    kind: 'text',
    title: 'text',
    regions: 'text',
    about: 'text',
    from: 'said',
    through: 'said',
    standing: 'text',
    text: 'text',
    ...SOURCED,
  },
  search: { type: 'text', id: 'text', title: 'text', snippet: 'text', link: 'text', publishedOn: 'said', score: 'number' },
  spans: {
    measure: 'text',
    title: 'text',
    issuer: 'text',
    kind: 'text',
    status: 'text',
    from: 'day',
    through: 'day',
    countries: 'text',
    items: 'text',
  },
  events: {
    position: 'number',
    id: 'text',
    type: 'text',
    version: 'number',
    stream: 'text',
    revision: 'number',
    publishedOn: 'said',
    recordedAt: 'instant',
    summary: 'text',
    note: 'text',
    confidence: 'text',
    instrument: 'text',
    sources: 'text',
    data: 'text',
    correlation: 'text',
    causation: 'text',
    leaf: 'text',
  },
} as const satisfies Readonly<Record<string, Columns>>;
export type Listed = keyof typeof COLUMNS;

/** A value as one text: null is none; a list, even of one, and whatever has parts stand as JSON, so that they can be split again. */
export function cell(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A control as a row: its rate as said, who contests it and who promised what in short. */
export const controlRow = (control: Control): Row => ({
  ...control,
  rate: control.rate?.text,
  contested: control.contested?.map(({ party, reading }) => `${party}:${reading}`),
  promised: control.promised?.map(({ party, saidOn }) => `${party}:${saidOn}`),
  facilitations: control.facilitations?.map(({ id }) => id),
});
