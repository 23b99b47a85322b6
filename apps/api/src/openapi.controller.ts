import { CATALOG } from '@in-force/events';
import { PARAMETERS, STATUSES } from '@in-force/timeline';
import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';

const WORDS: Readonly<Record<string, string>> = {
  on: 'The day the rule applies, in the issuer’s time zone; today in UTC by default.',
  region: 'An ISO 3166-1 code, a bloc (EU, G7 …) or world.',
  item: 'A symbol (Dy), a slug, a control code (1C902), or hs:8112.',
  issuer: 'Whose acts: codes, comma-separated.',
  kind: 'Kinds of measure, comma-separated.',
  status: `Which states, comma-separated, or all: ${STATUSES.join(', ')}.`,
  knownOn: 'The day by which the source was public.',
  recordedAt: 'What this log held: a position (digits) or an RFC 3339 instant.',
  reading: 'A party; adds how it reads each measure.',
  limit: 'How many at the most.',
  after: 'After which measure, or position.',
  log: 'The log that a citation is of.',
  facts: 'The digest of the facts that a citation is of.',
};

const parameter = (name: string, place = 'query') => ({
  name,
  in: place,
  required: place === 'path',
  description: WORDS[name] ?? 'Its id.',
  schema: { type: 'string' },
});
const problem = {
  description: 'A problem (RFC 9457)',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};
const answers = (description: string) => ({
  '200': { description, content: { 'application/json': { schema: { type: 'object' } } } },
  '4XX': problem,
  '503': problem,
});
const get = (summary: string, names: readonly string[], path: readonly string[] = []) => ({
  get: {
    summary,
    parameters: [...path.map((name) => parameter(name, 'path')), ...names.map((name) => parameter(name))],
    responses: answers(summary),
  },
});
const post = (type: string) => ({
  post: {
    summary: `Records ${type}.`,
    security: [{ recorder: [] }],
    parameters: [parameter('id', 'path')],
    requestBody: { required: true, content: { 'application/json': { schema: { $ref: `#/components/schemas/${type}` } } } },
    responses: { ...answers('What was recorded.'), '201': { description: 'Recorded.' } },
  },
});

const ACTS = {
  announcement: 'measure.announced',
  amendment: 'measure.amended',
  start: 'measure.took-effect',
  suspension: 'measure.suspended',
  extension: 'measure.suspension-extended',
  resumption: 'measure.resumed',
  revocation: 'measure.revoked',
  expiry: 'measure.expired',
} as const;

/** The API, described for machines. The schemas are those of the events themselves. */
export const openapi = {
  openapi: '3.1.0',
  info: { title: 'In Force', version: '1', description: 'What was in force, where, when, and according to whom.' },
  paths: {
    '/v1/controls': get('The controls in the states asked for.', PARAMETERS.controls),
    '/v1/measures/{id}': get('One measure: its status, its explanation, its history.', PARAMETERS.measure, ['id']),
    '/v1/instruments/{id}': get('One act: the measures it made, and those it touched.', PARAMETERS.instrument, ['id']),
    '/v1/events': get('The record itself, oldest first.', ['after', 'limit']),
    '/v1/events/{id}': get('One event.', [], ['id']),
    '/v1/stream': get('The record, pushed as server-sent events; resumed by Last-Event-ID.', ['after']),
    ...Object.fromEntries(Object.entries(ACTS).map(([act, type]) => [`/v1/measures/{id}/${act}`, post(type)])),
    '/v1/import': {
      post: {
        summary: 'Records many events at once.',
        security: [{ recorder: [] }],
        responses: answers('How many were recorded, and known.'),
      },
    },
    '/health/live': get('Whether the process lives.', []),
    '/health/ready': get('Whether it can answer.', []),
  },
  components: {
    securitySchemes: { recorder: { type: 'http', scheme: 'bearer' } },
    schemas: {
      ...Object.fromEntries(CATALOG.map(({ type, schema }) => [type, z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })])),
      Problem: {
        type: 'object',
        properties: {
          type: { type: 'string' },
          title: { type: 'string' },
          status: { type: 'integer' },
          detail: { type: 'string' },
          errors: { type: 'array', items: { type: 'object', properties: { pointer: { type: 'string' }, detail: { type: 'string' } } } },
        },
      },
    },
  },
};

@Controller()
export class OpenapiController {
  @Get('openapi.json')
  describe() {
    return openapi;
  }
}
