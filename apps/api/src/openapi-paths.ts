import { type Bounds, grouped, sized } from '@in-force/formats';
import { boundsOf } from './bodies.js';
import { type Described, exampleOf, inHeader, inPath, inQuery, otherParameters } from './openapi-parameters.js';
import { ref } from './openapi-schemas.js';

export const json = (schema: object, type = 'application/json') => ({ [type]: { schema } });
const problem = { description: 'A problem (RFC 9457).', content: json(ref('Problem'), 'application/problem+json') };
const headers = {
  'X-Request-Id': { description: 'The id of the request, or a new one.', schema: { type: 'string' } },
  'In-Force-Position': { description: 'The position that the answer knows at the least.', schema: { type: 'string' } },
};
export const answers = (description: string, content: object = json({ type: 'object' }), status = '200') => ({
  [status]: { description, headers, content },
  '4XX': problem,
  '503': problem,
});

const pathsIn = (path: string) => otherParameters(...[...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)).map(inPath);
export const get = (
  path: string,
  summary: string,
  query: readonly Described[],
  more: { headers?: readonly string[]; content?: object } = {},
) => ({
  [path]: {
    get: {
      summary,
      parameters: [
        ...pathsIn(path),
        ...query.map(inQuery),
        ...otherParameters('In-Force-Position', ...(more.headers ?? [])).map(inHeader),
      ].map((one) => ({
        ...one,
        ...exampleOf(path, one.name),
      })),
      responses: answers(summary, more.content),
    },
  },
});
export const plain = (path: string, summary: string) => ({
  [path]: { get: { summary, responses: { ...answers(summary) } } },
});
/** Returns the bounds of a body in a sentence. */
export const bounded = ({ bytes, lines, entries, events, values, words }: Bounds): string =>
  [
    `At the most ${sized(bytes)} in UTF-8, unpacked`,
    ...(entries > 1 ? [`${grouped(lines)} lines`, `${grouped(entries)} entries`, `${grouped(events)} events`] : []),
    `${grouped(values)} values of JSON${words > 0 ? ` or ${grouped(words)} signs and words of YAML` : ''}; else 413.`,
  ].join(', ');
export const post = (
  path: string,
  summary: string,
  body: object,
  query: readonly Described[],
  headers: readonly string[],
  status: string,
) => ({
  [path]: {
    post: {
      summary,
      security: [{ recorder: [] }],
      parameters: [...pathsIn(path), ...query.map(inQuery), ...otherParameters('In-Force-Position', ...headers).map(inHeader)],
      requestBody: { required: true, description: bounded(boundsOf(path)), content: body },
      responses: answers('What was recorded.', json({ type: 'object' }), status),
    },
  },
});
