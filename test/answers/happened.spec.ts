import { happened } from '@in-force/answers';
import type { Seen } from '@in-force/rules';
import { record, type Said } from '../kit/record.js';

const act = { id: 'cn-act', issuer: 'CN', body: 'MOFCOM', number: '70/2025', day: '2025-11-07', title: 'MOFCOM Announcement 70/2025' };
const told = (type: string, data: object, more: object = {}, subject?: string): string => {
  const [event] = record([{ stream: 'measure-cn-test-1', type, publishedOn: '2025-11-07', data, ...more } as unknown as Said]);
  return happened(event as unknown as Seen, { subject });
};
const round = { parties: ['CN', 'US'], place: 'Busan', from: '2025-10-30', through: '2025-10-30', about: [] };
const held = (more: object) => told('negotiation.round-held', { title: 'A summit', level: 'leaders', outcome: null, ...round, ...more });
const statement = (speaker: string, text: string, more: object = {}) =>
  told('statement.made', { title: 'T', speaker, text, about: [], ...more });

it.each<[string, string, string]>([
  ['a day, not a span', held({}), 'A summit, Busan, on 30 October 2025.'],
  ['a span', held({ through: '2025-10-31' }), 'A summit, Busan, from 30 through 31 October 2025.'],
  ['a span over two months', held({ through: '2025-11-01' }), 'A summit, Busan, from 30 October through 1 November 2025.'],
  ['a span over two years', held({ through: '2026-01-02' }), 'A summit, Busan, from 30 October 2025 through 2 January 2026.'],
  [
    'a day known roughly, as it is known',
    held({ from: '~2025-10-29' }),
    'A summit, Busan, from about 29 October 2025 through 30 October 2025.',
  ],
  ['a month of the title with the days', held({ title: 'A summit in Busan, October 2025' }), 'A summit in Busan, on 30 October 2025.'],
  ['a call', held({ title: 'Video call of two ministers', place: 'by video' }), 'Video call of two ministers, on 30 October 2025.'],
  ['a place that the title names', held({ title: 'A summit in Busan' }), 'A summit in Busan, on 30 October 2025.'],
  ['a day that the title names', held({ title: 'Busan, 30 October 2025' }), 'Busan, 30 October 2025.'],
  ['an outcome', held({ outcome: 'a truce' }), 'A summit, Busan, on 30 October 2025: a truce.'],
  [
    'a scheduled round',
    told('negotiation.round-scheduled', { title: 'A summit', ...round }),
    'Talks were scheduled: A summit, Busan, on 30 October 2025.',
  ],
  ['a round called off', told('negotiation.round-called-off', { reason: 'A storm' }), 'A round was called off: A storm.'],
  ['a round called off without a reason', told('negotiation.round-called-off', {}), 'A round was called off.'],
  ['a speaker that the text names', statement('White House', 'The White House said so.', { party: 'US' }), 'The White House said so.'],
  ['a speaker that it does not', statement('USTR', 'The US undertook it', { party: 'US' }), 'USTR (United States): The US undertook it.'],
  ['no party', statement('A chamber', 'Some waited.'), 'A chamber: Some waited.'],
  [
    'a person',
    statement('Commission', 'It is so.', { party: 'EU', person: 'Olof Gill' }),
    'Olof Gill (Commission, European Union): It is so.',
  ],
  [
    'a person of an office of that name',
    statement('Olof Gill, Commission', 'It is so.', { person: 'Olof Gill' }),
    'Olof Gill (Commission): It is so.',
  ],
  [
    'a name within another',
    statement('Commission', 'The Commissioner spoke.', { party: 'EU' }),
    'Commission (European Union): The Commissioner spoke.',
  ],
  ['a start', told('measure.took-effect', { on: '2025-11-07' }), 'It took effect on 7 November 2025.'],
  [
    'a start of what it names',
    told('measure.took-effect', { on: '2025-11-07' }, {}, '“A rule”'),
    '“A rule” took effect on 7 November 2025.',
  ],
  [
    'an extension of what it names',
    told('measure.suspension-extended', { from: '2025-11-10', through: null }, {}, '“A rule”'),
    'The suspension of “A rule” was extended from 10 November 2025 until further notice.',
  ],
  [
    'what was mended',
    told('record.retracted', { event: 'x', reason: 'Twice' }, {}, 'The promise of A,'),
    'The record on the promise of A was mended: Twice.',
  ],
  ['a plan, which is no start', told('measure.took-effect', { on: '2026-01-01' }), 'It was to take effect on 1 January 2026.'],
  [
    'a promise kept by its own act',
    told('commitment.fulfilled', { act: 'cn-act' }, { instrument: act }),
    'The promise was kept by MOFCOM Announcement 70/2025 (China, 7 November 2025).',
  ],
  [
    'a promise, by when and how long',
    told('commitment.made', { party: 'CN', speaker: 'MOFCOM', text: 'It will.', about: [], due: '2026', lasting: '2027-01-10' }),
    'MOFCOM (China) promised: It will. Due by the end of 2026. It would last to 10 January 2027.',
  ],
])('tells %s', (_, text, expected) => {
  expect(text).toBe(expected);
});
