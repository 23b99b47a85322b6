import { RECORD_LICENSE, VERSION } from '@in-force/engine';
import { text } from './openapi-paths.js';
import { ref, schemas } from './openapi-schemas.js';

const SERVER = 'The service. What it pushes are server-sent events, and webhooks.';

const message = (name: string, title: string, summary: string, payload: object, headers?: object) => ({
  name,
  title,
  summary,
  contentType: 'application/json',
  payload,
  ...(headers && { headers }),
});

/** Returns the schema of what a server-sent event bears beside its data: an id, as it is described, and a name. */
const pushed = (id: string) => ({
  type: 'object',
  required: ['id', 'event'],
  properties: { id: { type: 'string', description: id }, event: { type: 'string', description: 'What it tells of.' } },
});
const SIGNED = {
  type: 'object',
  required: ['webhook-id', 'webhook-timestamp', 'webhook-signature'],
  properties: {
    'webhook-id': { type: 'string', description: 'The id of the delivery, the same whenever it is sent.' },
    'webhook-timestamp': { type: 'string', description: 'When it was sent, in seconds since 1970.' },
    'webhook-signature': {
      type: 'string',
      description: 'v1 and the signature in base64; during a rotation two of them, separated by a space.',
    },
  },
};
const EMPTY = { type: 'null', description: 'Nothing: the id alone says how far the client is.' };
const RULES = {
  type: 'object',
  required: ['detail', 'rules', 'controls'],
  properties: { detail: text, rules: { type: 'integer' }, controls: { type: 'array', items: ref('Control') } },
  description: 'The whole answer, for who comes with a cursor of other rules.',
};

const MESSAGES = {
  event: message(
    'event',
    'An event of the record',
    'An event of the record, with its position as id and its type as event.',
    ref('Event'),
    pushed('The position of the event.'),
  ),
  position: message('position', 'How far a client is', 'How far a client is that a filter spares events.', EMPTY, pushed('The position.')),
  change: message(
    'change',
    'A change of an answer',
    'A change of an answer, or a date that is near (ahead).',
    ref('Change'),
    pushed('The cursor of the change.'),
  ),
  cursor: message('cursor', 'How far a client is', 'How far a client is, where nothing is told.', EMPTY, pushed('The cursor.')),
  rules: message(
    'rules',
    'The whole answer',
    'The whole answer, where the rules became others.',
    RULES,
    pushed('A cursor under the rules of now.'),
  ),
  pushedDelivery: message(
    'delivery',
    'A delivery of a watch',
    'A delivery of a watch, with its number as id.',
    ref('Delivery'),
    pushed('The number of the delivery.'),
  ),
  postedDelivery: message(
    'webhook',
    'A delivery of a watch, posted',
    'A CloudEvent, posted to the target of a watch.',
    ref('Delivery'),
    SIGNED,
  ),
};
type MessageName = keyof typeof MESSAGES;

const channel = (address: string | null, description: string, names: readonly MessageName[], parameters?: object) => ({
  address,
  description,
  messages: Object.fromEntries(names.map((name) => [name, { $ref: `#/components/messages/${name}` }])),
  ...(parameters && { parameters }),
});
const send = (name: string, title: string, description: string) => ({
  action: 'send',
  title,
  description,
  channel: { $ref: `#/channels/${name}` },
});

/** Returns what a document refers to among the schemas, and what that refers to. */
function referred(document: object): Readonly<Record<string, object>> {
  const found = new Map<string, object>();
  const look = (part: object): void => {
    for (const [, name = ''] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      const schema = found.has(name) ? undefined : (schemas as Readonly<Record<string, object>>)[name];
      if (!schema) continue;
      found.set(name, name === 'Event' ? { ...schema, discriminator: 'type' } : schema);
      look(schema);
    }
  };
  look(document);
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Returns the description of what the service pushes, for machines (AsyncAPI 3.0), with the schemas of `/openapi.json`. */
export function asyncapiAt(url: string | null): object {
  const { host, protocol } = new URL(url ?? 'http://localhost:3000');
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'In Force',
      version: VERSION,
      description: `What the service pushes: the record, changes of answers, and deliveries of watches. The record and all that is made of it are under ${RECORD_LICENSE.id} (${RECORD_LICENSE.url}).`,
      license: { name: 'Apache License 2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
      contact: { name: 'The maintainers of In Force' },
      tags: [{ name: 'trade controls' }],
    },
    servers: { service: { host, protocol: protocol.slice(0, -1), description: SERVER } },
    defaultContentType: 'application/json',
    channels: {
      record: channel('/v1/stream', 'The record, pushed.', ['event', 'position']),
      changes: channel('/v1/changes/stream', 'What changes in the answer to a question about today, pushed.', [
        'change',
        'cursor',
        'rules',
      ]),
      deliveries: channel('/v1/watches/{id}/deliveries/stream', 'What a watch is told, pushed.', ['pushedDelivery'], {
        id: { description: 'The id of the watch.' },
      }),
      webhook: channel(null, 'The target of a watch, an https address that its owner names.', ['postedDelivery']),
    },
    operations: {
      followEvents: send('record', 'Follow the record', 'Server-sent events; Last-Event-ID is the position that the client has.'),
      followChanges: send('changes', 'Follow an answer', 'Server-sent events; Last-Event-ID is the cursor that the client has.'),
      followDeliveries: send('deliveries', 'Follow a watch', 'Server-sent events; Last-Event-ID is the number that the client has.'),
      postDelivery: send('webhook', 'Be told', 'Posted by the Standard Webhooks specification, in order, until it is answered 2xx.'),
    },
    components: { messages: MESSAGES, schemas: referred(MESSAGES) },
  };
}
