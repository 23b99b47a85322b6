import { type ControlsInForce, PARAMETERS, parseQuestion, type Question } from '@in-force/answers';
import { loadFoundingRecord, REGISTERS, type Register } from '@in-force/engine';
import { finish, type RecordView, type Steps } from '@in-force/rules';
import { opened } from '../kit/engine.js';
import { NOW } from '../kit/record.js';

const has = (text: string) => expect.stringContaining(text);
const quoted = (text: string) => [expect.objectContaining({ text, language: 'en' })];
const held = (round: object) => ({ rounds: expect.arrayContaining([expect.objectContaining(round)]) });
const figures = (...figures: object[]) => figures.map((figure) => expect.objectContaining(figure));
const OCTOBER = ['55', '56', '57', '58', '61.3', '61.1-2', '62'].map((number) => `cn-mofcom-2025-${number}`);

/** Each fact of the founding article, the question that a reader would ask, and what is among its answers. */
const FACTS: readonly (readonly [fact: number, register: Register, asked: Record<string, string>, found: object])[] = [
  [1, 'negotiations', { party: 'US' }, held({ place: 'Kuala Lumpur', from: '2025-10-25', through: '2025-10-26', about: OCTOBER })],
  [1, 'negotiations', { party: 'US' }, held({ place: has('Busan'), from: '2025-10-30', level: 'leaders', about: OCTOBER })],
  [2, 'statements', { about: 'cn-mofcom-2025-61', person: 'Qi Qian' }, { text: has('may not be on the list of the suspension') }],
  [3, 'statements', { person: 'Sefcovic', from: '2025-11-05', to: '2025-11-05' }, { quotes: quoted('special communication channel') }],
  [3, 'facilitations', { region: 'EU' }, { kind: 'special-channel', from: '2025-11-05' }],
  [4, 'statements', { person: 'Sefcovic' }, { text: has('2025 GCC-EU Business Forum in Kuwait') }],
  [
    5,
    'statements',
    { person: 'Sefcovic', about: 'cn-mofcom-2025-18' },
    { quotes: quoted('very negative impacts'), text: has('told China repeatedly') },
  ],
  [6, 'statements', { person: 'Sefcovic' }, { text: has('handle applications of European firms with priority') }],
  [6, 'facilitations', { region: 'EU' }, { text: has('priority handling') }],
  [7, 'facilitations', { region: 'EU' }, { text: has('officials of both sides work together to review and speed up licences') }],
  [
    8,
    'licensing',
    { region: 'EU', party: 'EU' },
    { figures: figures({ value: 2000, approximate: true }, { said: 'just over half', atLeast: 50 }) },
  ],
  [9, 'commitments', { party: 'EU', status: 'all' }, { person: 'Maroš Šefčovič', text: has('magnet production in Estonia') }],
  [10, 'statements', { about: 'rare-earths', person: 'Observer Net' }, { quotes: quoted('industrial vitamins'), party: null }],
  [11, 'statements', { about: 'rare-earths', person: 'Observer Net' }, { text: has('for thirty years') }],
  [12, 'statements', { about: 'cn-mofcom-2025-18', person: 'Observer Net' }, { quotes: quoted('earlier this year') }],
  [12, 'measures', { issuer: 'CN', on: '2025-11-05' }, { id: 'cn-mofcom-2025-18', firstDay: '2025-04-04' }],
  [13, 'licensing', {}, { speaker: 'International Energy Agency', figures: figures({ atLeast: 60, unit: '%' }, { value: 92, unit: '%' }) }],
  [14, 'statements', { person: 'European media' }, { quotes: quoted('de facto monopoly'), text: has('is hard for the EU') }],
  [15, 'commitments', { party: 'EU', status: 'all' }, { text: has('a centre for joint purchasing and strategic reserves') }],
  [16, 'statements', { person: 'European officials' }, { text: has('no quick solution') }],
  [17, 'statements', { person: 'MOFCOM', from: '2025-10-30', to: '2025-10-30' }, { text: has('for one year and study detailed plans') }],
  [
    17,
    'arrangements',
    { party: 'CN' },
    { commitments: expect.arrayContaining([expect.objectContaining({ about: OCTOBER, saidOn: '2025-10-30' })]) },
  ],
  [
    18,
    'statements',
    { party: 'US', from: '2025-11-01', to: '2025-11-01' },
    { readings: figures({ reads: 'suspended' }, { reads: 'removed' }) },
  ],
  [19, 'statements', { person: 'South China Morning Post' }, { text: has('does not include EU industry'), party: null }],
  [
    20,
    'negotiations',
    { party: 'EU' },
    held({ place: 'Brussels', from: '2025-10-31', through: '2025-11-01', persons: ['Jiang Qianliang', 'Denis Redonnet'] }),
  ],
  [
    20,
    'negotiations',
    { party: 'EU' },
    held({ summary: has("director of MOFCOM's Bureau of Security and Control"), note: has('Laidongne') }),
  ],
  [
    21,
    'negotiations',
    { party: 'EU' },
    held({ place: 'Brussels', outcome: expect.stringMatching(/^in-depth and constructive.*supply chains stable/) }),
  ],
  [
    22,
    'statements',
    { party: 'EU', from: '2025-11-03', to: '2025-11-03' },
    { quotes: quoted('global'), text: has('still clarifying modalities; the April controls remain') },
  ],
  [
    23,
    'statements',
    { party: 'EU', from: '2025-11-04', to: '2025-11-04' },
    { text: has('general licences'), claim: has('under discussion') },
  ],
  [24, 'negotiations', { party: 'EU' }, held({ from: '2025-10-21', place: 'by video', summary: has('upon request') })],
  [
    25,
    'statements',
    { person: 'Wang Wentao' },
    { quotes: quoted('normal practice'), text: expect.stringMatching(/by law.*world peace and stability.*always eased/) },
  ],
];

describe('the founding article, asked', () => {
  let controls: ControlsInForce;
  beforeAll(async () => {
    const { engine, ...rest } = await opened();
    controls = rest.controls;
    await loadFoundingRecord(engine);
  });

  it.each(FACTS)('answers fact %i by %s, asked %j', (_, register, asked, found) => {
    const question = parseQuestion(asked, NOW, PARAMETERS[register]);
    const of = REGISTERS[register].of as (known: RecordView, question: Question) => Steps<{ readonly entries: readonly object[] }>;
    const { entries } = controls.answer(register, question, (known) => ({ entries: finish(of(known, question)).entries }));
    expect(entries).toContainEqual(expect.objectContaining(found));
  });

  it('leaves none of its facts out', () => {
    expect([...new Set(FACTS.map(([fact]) => fact))]).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
  });

  it.each([
    ['Redonnet', 'eu-cn-2025-10-31-brussels-dialogue'],
    ['9 October 2025 rare earth technologies', 'cn-mofcom-2025-62'],
    ['No. 61 of 2025', 'cn-mofcom-2025-61.3'],
    ['0.1%', 'cn-mofcom-2025-61.1-2'],
    ['holmium', 'cn-mofcom-2025-57'],
    ['affiliates rule', 'us-bis-affiliates-2025'],
    ['unreliable entity list 9 October 2025', 'cn-uel-2025-10-09'],
    ['joint procurement', 'guancha-2025-11-eu-prepares'],
    ['strategic reserve', 'guancha-2025-11-eu-prepares'],
    ['Gulf Cooperation', 'eu-2025-11-05-sefcovic-kuwait-diversify'],
    ['very negative impacts', 'eu-2025-11-05-sefcovic-kuwait-impacts'],
    ['de facto monopoly', 'guancha-2025-11-de-facto-monopoly'],
    ['industrial vitamins', 'guancha-2025-11-industrial-vitamins'],
    ['normal practice', 'cn-2025-10-21-wang-normal-practice'],
  ])('finds by “%s” first %s', (q, first) => {
    const question = parseQuestion({ q }, NOW, PARAMETERS.search);
    const { entries } = controls.answer('search', question, (known) => ({ entries: finish(REGISTERS.search.of(known, question)).entries }));
    expect(entries[0]?.id).toBe(first);
  });

  it.each(['2025-10-09', '9 October 2025', 'October 9, 2025', 'October controls'])('finds the six measures of 9 October by “%s”', (q) => {
    const question = parseQuestion({ q }, NOW, PARAMETERS.search);
    const { entries } = controls.answer('search', question, (known) => ({ entries: finish(REGISTERS.search.of(known, question)).entries }));
    const measures = entries.filter(({ type }) => type === 'measure').map(({ id }) => id);
    expect(measures).toEqual(expect.arrayContaining(OCTOBER));
  });
});
