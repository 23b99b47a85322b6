import { otherParameters } from './openapi-parameters.js';
import { asked, inPart, json, media, text } from './openapi-paths.js';

const keys = inPart('Keys');
const watches = inPart('Watches');

/** Keys and watches: for those who bear a key. */
export const DESK_ROUTES = {
  '/v1/keys': {
    ...asked('get', '/v1/keys', keys('listKeys', 'Keys', 'All keys, without their secrets.'), { content: json('KeysAnswer') }),
    ...asked('post', '/v1/keys', keys('issueKey', 'Issue a key', 'A new key. Its secret is shown here alone.'), {
      body: json('NewKey'),
      content: json('IssuedKey'),
      status: 201,
    }),
  },
  '/v1/keys/{id}': asked('delete', '/v1/keys/{id}', keys('revokeKey', 'Revoke a key', 'Ends a key: its next request fails.'), {
    status: 204,
  }),
  '/v1/keys/{id}/rotation': asked(
    'post',
    '/v1/keys/{id}/rotation',
    keys('rotateKey', 'Replace a secret', 'Gives a key another secret. The one before works on for a day, or ends now.'),
    { query: otherParameters('now'), content: json('RotatedKey') },
  ),
  '/v1/watches': {
    ...asked('get', '/v1/watches', watches('listWatches', 'Watches', 'The watches of who asks.'), { content: json('WatchesAnswer') }),
    ...asked('post', '/v1/watches', watches('makeWatch', 'Make a watch', 'A standing question, told when its answer changes.'), {
      body: json('NewWatch'),
      content: json('MadeWatch'),
      status: 201,
    }),
  },
  '/v1/watches/{id}': {
    ...asked('get', '/v1/watches/{id}', watches('getWatch', 'One watch', 'One watch.'), { content: json('Watch') }),
    ...asked(
      'patch',
      '/v1/watches/{id}',
      watches('changeWatch', 'Change a watch', 'Pauses or activates a watch, or gives it another title or target.'),
      {
        body: json('WatchChange'),
        content: json('Watch'),
      },
    ),
    ...asked('delete', '/v1/watches/{id}', watches('deleteWatch', 'Delete a watch', 'Ends a watch: nothing more is told or sent.'), {
      status: 204,
    }),
  },
  '/v1/watches/{id}/rotation': asked(
    'post',
    '/v1/watches/{id}/rotation',
    watches('rotateWatch', 'Replace the secret of a watch', 'Another secret; both sign for a day.'),
    { content: json('MadeWatch') },
  ),
  '/v1/watches/{id}/test': asked(
    'post',
    '/v1/watches/{id}/test',
    watches('testWatch', 'Test a watch', 'Sends a test, which has no number.'),
    {
      content: json('Tested'),
    },
  ),
  '/v1/watches/{id}/replay': asked(
    'post',
    '/v1/watches/{id}/replay',
    watches('replayWatch', 'Send deliveries again', 'Sends deliveries once more, under the same numbers and ids.'),
    { body: json('Replay'), content: json('Replayed'), status: 202 },
  ),
  '/v1/watches/{id}/deliveries': asked(
    'get',
    '/v1/watches/{id}/deliveries',
    watches('listDeliveries', 'Deliveries', 'What a watch was told, in order.'),
    { query: otherParameters('after.deliveries', 'limit'), content: json('DeliveriesAnswer') },
  ),
  '/v1/watches/{id}/deliveries/stream': asked(
    'get',
    '/v1/watches/{id}/deliveries/stream',
    watches(
      'followDeliveries',
      'Deliveries, pushed',
      'What a watch is told, as server-sent events: each bears its number as id, and a Delivery as data.',
    ),
    {
      query: otherParameters('after.deliveries'),
      headers: ['Last-Event-ID.deliveries'],
      content: media('text/event-stream', text),
    },
  ),
  '/v1/watches/{id}/feed.atom': asked(
    'get',
    '/v1/watches/{id}/feed.atom',
    watches('getWatchAtom', 'Deliveries as Atom', 'The last hundred deliveries of a watch, for feed readers that send a key.'),
    { headers: ['If-None-Match'], content: media('application/atom+xml', text) },
  ),
  '/v1/watches/{id}/attempts': asked(
    'get',
    '/v1/watches/{id}/attempts',
    watches('listAttempts', 'Attempts', 'What came of sending the deliveries of a watch.'),
    { content: json('AttemptsAnswer') },
  ),
};
