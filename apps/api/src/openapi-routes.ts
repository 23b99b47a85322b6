import { PARAMETERS } from '@in-force/answers';
import { CITED, EXPORTS, FILES, mediaTypeOf, SPANS } from './files.js';
import { DESK_ROUTES } from './openapi-desk.js';
import { COMPARED, type Other, questionParameters } from './openapi-parameters.js';
import { CITABLE, get, inPart, json, media, type Named, schemaOf } from './openapi-paths.js';
import { BODIES, CHANGES, RECORD, SERVICE_ROUTES } from './openapi-record.js';

/** The parts of the API. */
export const TAGS = [
  { name: 'Controls', description: 'What was in force, where, when, and according to whom.' },
  { name: 'Days', description: 'What happened, what is about to, what differs, and counts by day.' },
  { name: 'Words', description: 'Talks, promises, readings, figures and easings: what parties say and do beside the acts.' },
  { name: 'Record', description: 'The events themselves, and proofs that nobody changed them.' },
  { name: 'Files', description: 'The same answers for spreadsheets, statistics, calendars and bibliographies.' },
  { name: 'Recording', description: 'What happened, told to the record.' },
  { name: 'Watches', description: 'Standing questions, told when their answer changes.' },
  { name: 'Keys', description: 'Who may do what beside reading.' },
  { name: 'Service', description: 'The service itself.' },
];

const CACHED: readonly Other[] = ['If-None-Match'];
const DATED: readonly Other[] = ['If-None-Match', 'Accept-Datetime'];

const cited = (named: Named): Named => ({ ...named, says: named.says + CITABLE });

/** Describes an answer that bears a citation. */
const answer = (path: string, kind: keyof typeof PARAMETERS, schema: string, named: Named, headers = CACHED) =>
  get(path, cited(named), { query: questionParameters(PARAMETERS[kind]), headers, content: json(schema) });

const controls = inPart('Controls');
const days = inPart('Days');
const words = inPart('Words');
const files = inPart('Files');

/** Returns the name by which programs know a file: getControlsCsv. */
const named = (file: string): string => `get${file.replace(/(?:^|[/.])([a-z])/g, (_, letter: string) => letter.toUpperCase())}`;

const file = (name: string, kind: keyof typeof PARAMETERS, title: string, says: string) =>
  get(`/v1/${name}`, files(named(name), title, says), {
    query: questionParameters(PARAMETERS[kind]),
    content: media(mediaTypeOf(name), schemaOf(mediaTypeOf(name))),
  });

const since = { query: questionParameters(PARAMETERS.measure), content: json('SinceAnswer') };
const SINCE = 'What has changed since an answer was cited, and why.';
const QUESTIONS = {
  ...answer(
    '/v1/controls',
    'controls',
    'ControlsAnswer',
    controls('listControls', 'Controls', 'The controls in the states asked for.'),
    DATED,
  ),
  ...get('/v1/controls/since', controls('getControlsSince', 'Controls since a citation', SINCE), {
    ...since,
    query: questionParameters(PARAMETERS.controls),
  }),
  ...answer(
    '/v1/measures/{id}',
    'measure',
    'MeasureAnswer',
    controls('getMeasure', 'One measure', 'One measure: its status, its explanation, its history.'),
    DATED,
  ),
  ...get('/v1/measures/{id}/since', controls('getMeasureSince', 'One measure since a citation', SINCE), since),
  ...answer(
    '/v1/instruments/{id}',
    'instrument',
    'InstrumentAnswer',
    controls('getInstrument', 'One act', 'One act: the measures it made, and those it touched.'),
    DATED,
  ),
  ...answer(
    '/v1/explain/{id}',
    'explain',
    'ExplainAnswer',
    controls('explainMeasure', 'Why one measure has its status', 'Why, or why not, and what would make another answer.'),
  ),
  ...answer('/v1/search', 'search', 'SearchAnswer', controls('search', 'Search', 'What holds the words asked for.')),
  ...answer(
    '/v1/timeline',
    'timeline',
    'TimelineAnswer',
    days('getTimeline', 'Timeline', 'What happened between two days, and what the calendar did.'),
  ),
  ...answer('/v1/upcoming', 'upcoming', 'UpcomingAnswer', days('listUpcoming', 'Dates ahead', 'The dates about to arrive.')),
  ...get(
    '/v1/diff',
    cited(days('compareAnswers', 'Two answers compared', 'What differs between two answers, each difference with its cause.')),
    {
      query: COMPARED,
      headers: CACHED,
      content: json('DiffAnswer'),
    },
  ),
  ...answer('/v1/matrix', 'matrix', 'MatrixAnswer', days('getMatrix', 'Counts', 'Controls counted by day, country, status and coverage.')),
  ...answer(
    '/v1/negotiations',
    'negotiations',
    'NegotiationsAnswer',
    words('listNegotiations', 'Talks', 'Tracks of talks with their rounds.'),
  ),
  ...answer('/v1/negotiations/{id}', 'negotiations', 'NegotiationAnswer', words('getNegotiation', 'One track', 'One track of talks.')),
  ...answer(
    '/v1/arrangements',
    'arrangements',
    'ArrangementsAnswer',
    words('listArrangements', 'Arrangements', 'Rounds and what was promised there, with the acts that kept it.'),
  ),
  ...answer(
    '/v1/arrangements/{id}',
    'arrangements',
    'ArrangementAnswer',
    words('getArrangement', 'One arrangement', 'One round and what was promised there.'),
  ),
  ...answer(
    '/v1/commitments',
    'commitments',
    'CommitmentsAnswer',
    words('listCommitments', 'Promises', 'What parties said they will do, and what came of it.'),
  ),
  ...answer('/v1/commitments/{id}', 'commitments', 'CommitmentAnswer', words('getCommitment', 'One promise', 'One commitment.')),
  ...answer(
    '/v1/readings',
    'readings',
    'ReadingsAnswer',
    words('listReadings', 'Readings', 'How parties read measures, and where they disagree.'),
  ),
  ...answer(
    '/v1/licensing',
    'licensing',
    'LicensingAnswer',
    words('listLicensing', 'Figures on licences', 'Figures on licences, as said.'),
  ),
  ...answer(
    '/v1/facilitations',
    'facilitations',
    'FacilitationsAnswer',
    words('listFacilitations', 'Easings', 'Easings that leave a control in force.'),
  ),
  ...answer('/v1/statements', 'statements', 'StatementsAnswer', words('listStatements', 'Statements', 'Who said what.')),
  ...answer(
    '/v1/instruments',
    'instruments',
    'InstrumentsAnswer',
    controls('listInstruments', 'Acts', 'Acts, with the measures that they made and touched.'),
  ),
  ...answer(
    '/v1/measures',
    'measures',
    'MeasuresAnswer',
    controls('listMeasures', 'Measures', 'The measures that there are, whatever their status.'),
  ),
  ...answer('/v1/items', 'items', 'ItemsAnswer', controls('listItems', 'Items', 'The items of the vocabulary, with their codes.')),
  ...answer('/v1/regions', 'regions', 'RegionsAnswer', controls('listRegions', 'Regions', 'Countries and blocs with their members.')),
};

const FILE_ROUTES = Object.assign(
  {},
  ...FILES.map((name) => file(name, name.split('.')[0] as 'controls', `${name.replace('.', ' as ')}`, 'The same answer as a file.')),
  ...CITED.map((name) => file(name, 'controls', `Citation, ${name.slice('controls.'.length)}`, 'The answer as a work to be cited.')),
  ...SPANS.map((name) =>
    file(name, 'spans', 'Panel of spans', 'The panel of spans: which status each measure has on which days, for whom.'),
  ),
  ...EXPORTS.map((name) => file(name, 'export', 'The whole record', 'The whole record, as recorded or as its corrections left it.')),
) as object;

/** Every address, with its methods. */
export const PATHS = { ...QUESTIONS, ...FILE_ROUTES, ...CHANGES, ...RECORD, ...BODIES, ...DESK_ROUTES, ...SERVICE_ROUTES } as Readonly<
  Record<string, Readonly<Record<string, object>>>
>;
