import { MOST_DIFFERENCES } from '@in-force/answers';
import { WORK } from '@in-force/engine';
import { BOUNDS, grouped, sized } from '@in-force/formats';

/** What one request may make a service do: what it reads, what it builds of that, and what it tells. */
export interface RouteBounds {
  readonly reads: string;
  readonly builds: string;
  readonly tells: string;
}

const NOTHING = 'nothing of the record';
const KNOWN = 'what is known at its clocks, once; kept for eight pairs of clocks';
const PAGE = 'a page: 100 entries unless `limit` says otherwise';
const STREAMED = 'all of it, piece by piece, as fast as the asker takes it';
const body = ({ bytes, events }: { readonly bytes: number; readonly events: number }) =>
  `a body of ${sized(bytes)} unpacked, ${grouped(events)} ${events === 1 ? 'event' : 'events'}`;

const row = (routes: string, pattern: RegExp, reads: string, builds: string, tells: string) => ({ routes, pattern, reads, builds, tells });

/** The bounds of every route, the first that fits. */
const ROUTE_BOUNDS = [
  row(
    '`/health/live`, `/openapi.json`, `/asyncapi.json`, `/v1/codebook.md`',
    /^\/(health\/live|openapi|asyncapi|v1\/codebook)/,
    NOTHING,
    'nothing, or one text once',
    'one document',
  ),
  row('`/health/ready`, `/metrics`', /^\/(health\/ready|metrics)/, 'where record and log stand', 'nothing', 'one document'),
  row(
    '`/v1/diff`, `/v1/*/since`',
    /^\/v1\/(diff|.*\/since)$/,
    'the index at two clocks',
    'two lists, in turns',
    `${grouped(MOST_DIFFERENCES)} differences, else 400`,
  ),
  row('`/v1/controls`, its files', /^\/v1\/controls/, 'the index', 'the measures of one page, in turns', PAGE),
  row(
    '`/v1/measures/{id}`, `/v1/instruments/{id}`',
    /^\/v1\/(measures|instruments)\/\{id\}$/,
    'the streams of one act',
    'its measures, in turns',
    'one act',
  ),
  row(
    '`/v1/explain/{id}`',
    /^\/v1\/explain/,
    'the streams of one measure',
    'some thousands of suppositions, in turns',
    'three sets of events',
  ),
  row('`/v1/matrix`, its files', /^\/v1\/matrix/, 'the index', '40,000 days and regions, in turns; else 400', 'one count each'),
  row('`/v1/upcoming.ics`', /^\/v1\/upcoming\.ics/, KNOWN, '3,660 days ahead, 20 earlier states of a stream, in turns', 'all of them'),
  row('`/v1/search`, its files', /^\/v1\/search/, KNOWN, 'an index of words, in turns, once; kept for two pairs of clocks', PAGE),
  row('`/v1/changes`, its feeds', /^\/v1\/changes(\.|$)/, 'the record after the cursor', 'one page', PAGE),
  row(
    '`/v1/stream`, `/v1/changes/stream`',
    /^\/v1\/(changes\/)?stream/,
    'the record after a position',
    'nothing',
    'what the asker takes; who reads nothing is sent nothing',
  ),
  row('`/v1/events`, `/v1/events/{id}`, `/v1/feed.*`', /^\/v1\/(events|feed)/, '1,000 events', 'nothing', '1,000 events'),
  row('`/v1/checkpoint`, `/v1/proof/*`', /^\/v1\/(checkpoint|proof)/, 'a logarithm of the tree', 'nothing', 'one proof'),
  row('`/v1/export/*`', /^\/v1\/export/, 'the record', 'one group of rows at a time', STREAMED),
  row(
    '`POST /v1/what-if`',
    /^\/v1\/what-if/,
    `${body(BOUNDS.whatIf)}; the index; the streams that they touch`,
    'two whole lists, in turns; two at once, else 503',
    'two lists and their differences',
  ),
  row('`POST /v1/import`', /^\/v1\/import/, body(BOUNDS.import), 'a decision on each event', 'a count, the first 100 faults'),
  row(
    'acts: `POST /v1/measures/{id}/…`',
    /^\/v1\/measures\/\{id\}\/[a-z]+$/,
    `${body(BOUNDS.act)}; one stream`,
    'one decision',
    'one event',
  ),
  row(
    '`/v1/keys`, `/v1/watches`, and below',
    /^\/v1\/(keys|watches)/,
    'the service log',
    'one decision, or one page',
    'a page of 1,000 deliveries at the most',
  ),
  row('every other list, its files and feeds', /^\/v1\//, KNOWN, 'the entries that pass, in turns', PAGE),
] as const;

/** Returns the bounds of a route, as the description of the API has it. */
export function boundsOfRoute(path: string): RouteBounds {
  const { reads, builds, tells } = ROUTE_BOUNDS.find(({ pattern }) => pattern.test(path)) as RouteBounds;
  return { reads, builds, tells };
}

/** Returns the table of bounds as docs have it. */
export const boundsTable = (): string =>
  [
    '| route | reads | builds | tells |',
    '| --- | --- | --- | --- |',
    ...ROUTE_BOUNDS.map(({ routes, reads, builds, tells }) => `| ${routes} | ${reads} | ${builds} | ${tells} |`),
    '',
    `A turn takes ${WORK.turn} ms; ${WORK.together} questions are worked on together, ${WORK.waiting} wait, ${WORK.late / 1_000} s at the most, and what is more, or later, is refused with 503 and \`Retry-After\`.`,
  ].join('\n');
