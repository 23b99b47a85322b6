import { arrangements, ControlsInForce, PARAMETERS, parseQuestion } from '@in-force/answers';
import { announced, NOW, record, type Said, suspended, uuid } from '../kit/record.js';

const on = (stream: string, type: Said['type'], publishedOn: string, data: unknown, more: object = {}): Said =>
  ({ stream, type, publishedOn, data, ...more }) as Said;
const act = { id: 'cn-act', issuer: 'CN', body: 'MOFCOM', number: '70/2025', day: '2025-11-07', title: 'Announcement 70/2025' };
const [one, two] = ['cn-test-1', 'cn-test-2'].map((id) =>
  announced('2025-10-09', { title: id, firstDay: id === 'cn-test-1' ? '2025-10-09' : '2025-12-01' }, { stream: `measure-${id}` }),
) as [Said, Said];
const stop = (id: string) => ({
  ...suspended('2025-11-07', { from: '2025-11-10', through: '2026-11-10' }, { instrument: act }),
  stream: `measure-${id}`,
});
const talks = on('negotiation-a', 'negotiation.opened', '2025-01-01', { title: 'Talks', parties: ['CN', 'US'], subject: 'Controls' });
const round = on(
  'negotiation-a',
  'negotiation.round-held',
  '2025-10-30',
  {
    title: 'A summit',
    parties: ['CN', 'US'],
    place: 'Busan',
    from: '2025-10-30',
    through: '2025-10-30',
    level: 'leaders',
    outcome: null,
    about: [],
  },
  { as: 'R', causation: 'a-summit' },
);
const promise = (id: string, party: string, agreedAt: string | undefined, about: readonly string[] = []) =>
  on(`commitment-${id}`, 'commitment.made', '2025-10-30', {
    party,
    speaker: 'A ministry',
    text: `${id}.`,
    about,
    due: '2025-11-30',
    ...(agreedAt && { agreedAt }),
  });
const kept = on('commitment-a', 'commitment.fulfilled', '2025-11-07', { act: 'cn-act' });
const acts = [
  one,
  two,
  talks,
  round,
  promise('a', 'CN', 'a-summit', ['cn-test-1']),
  promise('b', 'US', uuid('R')),
  promise('c', 'CN', undefined),
  promise('d', 'CN', 'another-round'),
  stop('cn-test-1'),
  stop('cn-test-2'),
  kept,
];

const ask = (asked: Record<string, string>) => {
  const controls = new ControlsInForce();
  for (const event of record(acts)) controls.apply(event);
  const question = parseQuestion(asked, NOW, PARAMETERS.arrangements);
  return controls.answer('arrangements', question, (known) => arrangements(known, question)).entries;
};

describe('an arrangement', () => {
  it('is a round and what was promised there, with the acts that kept it and what they touched', () => {
    expect(ask({ on: '2025-11-20' })).toMatchObject([
      {
        id: 'a-summit',
        track: 'a',
        title: 'A summit',
        standing: 'held',
        commitments: [
          {
            id: 'a',
            standing: 'fulfilled',
            fulfilledBy: { act: 'cn-act', instrument: act, afterDays: 8 },
            touched: [
              { measure: 'cn-test-1', from: '2025-11-10', before: 'in-force', after: 'suspended' },
              { measure: 'cn-test-2', from: '2025-11-10', before: 'announced', after: 'suspended' },
            ],
          },
          { id: 'b', party: 'US', standing: 'open', fulfilledBy: null, touched: [] },
        ],
      },
    ]);
  });

  it('names no act before that was public', () => {
    const [{ commitments = [] } = {}] = ask({ on: '2025-11-06' });
    expect(commitments.map(({ standing, fulfilledBy }) => [standing, fulfilledBy])).toEqual([
      ['open', null],
      ['open', null],
    ]);
    expect(ask({ on: '2025-11-20', knownOn: '2025-11-06' })[0]?.commitments[0]).toMatchObject({ standing: 'open', touched: [] });
  });

  it.each<[Record<string, string>, number]>([
    [{ on: '2025-10-29' }, 0],
    [{ on: '2025-11-20', party: 'US' }, 1],
    [{ on: '2025-11-20', party: 'EU' }, 0],
    [{ on: '2025-11-20', measure: 'cn-test-1' }, 1],
    [{ on: '2025-11-20', measure: 'cn-test-2' }, 1],
    [{ on: '2025-11-06', measure: 'cn-test-2' }, 0],
  ])('is asked for by %j: %i', (asked, count) => {
    expect(ask(asked)).toHaveLength(count);
  });
});
