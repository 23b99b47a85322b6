import { CITATIONS } from '@in-force/engine';
import { type Bounds, grouped, sized } from '@in-force/formats';
import { boundsOf } from './bodies.js';
import { EXAMPLES } from './openapi-examples.data.js';
import { type Described, inRoute, type Other, otherParameters } from './openapi-parameters.js';
import { ref } from './openapi-schemas.js';
import { boundsOfRoute } from './route-bounds.data.js';

/** The head of an operation: its name for programs, the part of the API it is of, and what it does. */
export interface Named {
  readonly id: string;
  readonly tag: string;
  readonly title: string;
  readonly says: string;
}

/** Returns how operations of one part of the API are named. */
export const inPart =
  (tag: string) =>
  (id: string, title: string, says: string): Named => ({ id, tag, title, says });

/** The parameters, headers and answer of an operation. */
export interface Shape {
  readonly query?: readonly Described[];
  readonly headers?: readonly Other[];
  /** The schema of its answer, by media type. */
  readonly content: object;
  readonly status?: number;
}

export const text = { type: 'string' };
/** Returns the schema of a file of a media type. */
export const schemaOf = (type: string): object =>
  type.endsWith('+json') ? CSL : type.endsWith('parquet') ? { type: 'string', format: 'binary' } : text;
const CSL = { type: 'array', items: { type: 'object' } };
export const media = (type: string, schema: object) => ({ [type]: { schema } });
export const json = (name: string) => media('application/json', ref(name));
/** Says in which forms an answer gives its citation instead, to whoever accepts one of them. */
export const CITABLE = ` Who accepts ${Object.keys(CITATIONS).join(', ')} gets its citation instead.`;

const headers = {
  'X-Request-Id': { description: 'The id of the request, or a new one.', schema: text },
  'In-Force-Position': { description: 'The position that the answer knows at the least.', schema: text },
};
/** The answers that many routes give, by their names as components. */
export const RESPONSES = {
  Problem: { description: 'The request cannot be met; a problem says why.', content: media('application/problem+json', ref('Problem')) },
  Unchanged: { description: 'The asker has this answer already.', headers },
};
const response = (name: keyof typeof RESPONSES) => ({ $ref: `#/components/responses/${name}` });

const namesIn = (path: string): Other[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as Other);

/** Returns what a route answers, with its example where it has one: what is said there is what it answers. */
function answering(path: string, { content, status = 200, headers: taken = [] }: Shape, says: string) {
  const { answer } = EXAMPLES[path] ?? {};
  const shown = Object.entries(content).map(([type, one]) => [
    type,
    answer === undefined || !type.endsWith('/json') ? one : { ...one, example: answer },
  ]);
  return {
    [status]: { description: says, headers, content: Object.fromEntries(shown) },
    ...(taken.includes('If-None-Match') && { '304': response('Unchanged') }),
    '4XX': response('Problem'),
    '503': response('Problem'),
  };
}

const operation = (path: string, { id, tag, title, says }: Named, shape: Shape) => ({
  operationId: id,
  tags: [tag],
  summary: title,
  description: says,
  'x-bounds': boundsOfRoute(path),
  parameters: [
    ...otherParameters(...namesIn(path)).map(inRoute(path, 'path')),
    ...(shape.query ?? []).map(inRoute(path, 'query')),
    ...otherParameters('In-Force-Position', ...(shape.headers ?? [])).map(inRoute(path, 'header')),
  ],
});

/** Describes a question, which anybody may ask. */
export const get = (path: string, named: Named, shape: Shape) => ({
  [path]: { get: { ...operation(path, named, shape), security: [], responses: answering(path, shape, named.says) } },
});

/** Describes an address of the service itself, which takes nothing. */
export const plain = (path: string, { id, tag, title, says }: Named, content: object) => ({
  [path]: {
    get: {
      operationId: id,
      tags: [tag],
      summary: title,
      description: says,
      'x-bounds': boundsOfRoute(path),
      security: [],
      responses: answering(path, { content }, says),
    },
  },
});

/** Describes what is asked of an address by those who bear a key: with a body or without, with an answer or with none. */
export function asked(
  method: 'get' | 'post' | 'patch' | 'delete',
  path: string,
  named: Named,
  { body, content = {}, status = 200, ...shape }: Partial<Shape> & { readonly body?: object },
) {
  return {
    [method]: {
      ...operation(path, named, { content, ...shape }),
      security: [{ key: [] }],
      ...(body && { requestBody: { required: true, description: bounded(boundsOf(path)), content: body } }),
      responses: {
        ...(status === 204 ? { '204': { description: named.says } } : answering(path, { content, status, ...shape }, named.says)),
        '4XX': response('Problem'),
        '503': response('Problem'),
      },
    },
  };
}

/** Returns the bounds of a body in a sentence. */
const bounded = ({ bytes, lines, entries, events, values, words }: Bounds): string =>
  [
    `At the most ${sized(bytes)} in UTF-8, unpacked`,
    ...(entries > 1 ? [`${grouped(lines)} lines`, `${grouped(entries)} entries`, `${grouped(events)} events`] : []),
    `${grouped(values)} values of JSON${words > 0 ? ` or ${grouped(words)} signs and words of YAML` : ''}; else 413.`,
  ].join(', ');

/** Describes a request with a body: of recorders, unless anybody may send it. */
export function post(path: string, named: Named, body: object, shape: Shape & { readonly open?: boolean }) {
  const { body: shown } = EXAMPLES[path] ?? {};
  const sent = Object.entries(body).map(([type, one]) => [
    type,
    shown === undefined || !type.endsWith('/json') ? one : { ...one, example: shown },
  ]);
  return {
    [path]: {
      post: {
        ...operation(path, named, shape),
        security: shape.open ? [] : [{ key: [] }],
        requestBody: { required: true, description: bounded(boundsOf(path)), content: Object.fromEntries(sent) },
        responses: {
          ...(shape.status === 201 && { '200': { description: 'The same was recorded before.', headers, content: shape.content } }),
          ...answering(path, shape, 'What became of it.'),
          ...(!shape.open && { '507': response('Problem') }),
        },
      },
    },
  };
}
