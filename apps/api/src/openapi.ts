import { RECORD_LICENSE, VERSION } from '@in-force/engine';
import { sharedParameters } from './openapi-parameters.js';
import { RESPONSES } from './openapi-paths.js';
import { PATHS, TAGS } from './openapi-routes.js';
import { schemas } from './openapi-schemas.js';

export { asyncapiAt } from './asyncapi.js';

/** The API, described for machines. The schemas are those that the answers and the events are held to. */
export const openapi = {
  openapi: '3.1.0',
  info: {
    title: 'In Force',
    version: VERSION,
    description: `What was in force, where, when, and according to whom. The program is under Apache-2.0, the record and all that is made of it under ${RECORD_LICENSE.id} (${RECORD_LICENSE.url}). Parameters are described in their canonical spelling, in which answers and citations repeat them; other spellings of days, regions, items and words that people write are read as well.`,
    license: { name: 'Apache License 2.0', identifier: 'Apache-2.0' },
    contact: { name: 'The maintainers of In Force' },
  },
  servers: [{ url: '/', description: 'The service that gives this description.' }],
  tags: TAGS,
  security: [],
  paths: PATHS,
  components: {
    securitySchemes: {
      key: { type: 'http', scheme: 'bearer', description: 'A key that has the right for the address. Reading needs none.' },
    },
    parameters: sharedParameters(PATHS),
    responses: RESPONSES,
    schemas,
  },
};

/** Returns the description as a service gives it that has a public address. */
export const describedAt = (url: string | null): typeof openapi =>
  url === null ? openapi : { ...openapi, servers: [{ url, description: 'The public address of the service.' }] };
