import { ControlsInForce, PARAMETERS, parseQuestion, statements } from '@in-force/answers';
import { announced, NOW, SOURCE as PAGE, record, type Said } from '../kit/record.js';

const said = (id: string, publishedOn: string, data: object, more: object = {}): Said =>
  ({
    stream: `statement-${id}`,
    type: 'statement.made',
    publishedOn,
    data: { title: id, speaker: 'European Commission', text: `${id}.`, about: [], ...data },
    ...more,
  }) as Said;
const words = (text: string, rest: object = {}) => ({ ...PAGE, quote: { text, language: 'en' }, ...rest });
const round: Said = {
  stream: 'negotiation-talks',
  type: 'negotiation.round-held',
  publishedOn: '2025-10-31',
  causation: 'a-dialogue',
  data: {
    title: 'A dialogue',
    parties: ['CN', 'EU'],
    place: 'Brussels',
    from: '2025-10-31',
    through: '2025-10-31',
    level: 'officials',
    outcome: null,
    about: [],
  },
};
const acts: readonly Said[] = [
  announced('2025-04-04', { scope: { regions: ['world'], items: [{ item: 'dysprosium' }] } }, { stream: 'measure-cn-act-1.2' }),
  said('channel', '2025-11-05', { party: 'EU', person: 'Maroš Šefčovič', about: ['cn-act-1.2'] }, { note: 'Hindsight.' }),
  said('remark', '2025-11', { speaker: 'Observer Net', items: [{ item: 'rare-earths' }] }),
  said('dialogue', '2025-11-01', { party: 'CN', speaker: 'MOFCOM', refersTo: ['a-dialogue'] }),
  said(
    'sheet',
    '2025-11-02',
    { party: 'US', speaker: 'White House', readings: [{ regions: ['world'], measures: ['cn-act-1.2'], reads: 'removed' }] },
    {
      sources: [
        words('de facto removal', { reliability: 'news', published: '2025-12-01', url: 'https://example.org/late' }),
        words('de facto removal'),
        words('of a kind', { reliability: 'news' }),
      ],
    },
  ),
  round,
];

const controls = new ControlsInForce();
for (const event of record(acts)) controls.apply(event);
const ask = (asked: Record<string, string>) => {
  const question = parseQuestion(asked, NOW, PARAMETERS.statements);
  return controls.answer('statements', question, (known) => statements(known, question)).entries;
};
const ids = (asked: Record<string, string>) => ask(asked).map(({ id }) => id);

describe('statements', () => {
  it.each<[Record<string, string>, string[]]>([
    [{}, ['dialogue', 'sheet', 'channel', 'remark']],
    [{ person: 'sefcovic' }, ['channel']],
    [{ person: 'Šefčovič Maroš' }, ['channel']],
    [{ person: 'mofcom' }, ['dialogue']],
    [{ party: 'EU' }, ['channel']],
    [{ from: '2025-11-02', to: '2025-11-05' }, ['sheet', 'channel']],
    [{ from: '2025-11-06' }, ['remark']],
    [{ to: '2025-11-29' }, ['dialogue', 'sheet', 'channel']],
    [{ about: 'cn-act-1.2' }, ['sheet', 'channel']],
    [{ about: 'cn-act-1' }, ['sheet', 'channel']],
    [{ about: 'a-dialogue' }, ['dialogue']],
    [{ about: 'Dy' }, ['sheet', 'channel', 'remark']],
    [{ about: 'gallium' }, []],
    [{ about: 'talks' }, []],
    [{ knownOn: '2025-11-04' }, ['dialogue', 'sheet']],
    [{ recordedAt: '2' }, ['channel']],
    [{ party: 'EU', about: 'gallium' }, []],
  ])('asked for by %j: %j', (asked, expected) => {
    expect(ids(asked)).toEqual(expected);
  });

  it('are quoted word for word where a source has the words, each once, from the best source', () => {
    const quote = (text: string) => ({ text, language: 'en', publisher: 'The Gazette', url: 'https://example.org/page' });
    expect(ask({ party: 'US' })[0]?.quotes).toEqual([quote('de facto removal'), quote('of a kind')]);
    expect(ask({ party: 'EU' })[0]?.quotes).toEqual([]);
  });

  it('show hindsight only without knownOn', () => {
    expect(ask({ party: 'EU' })[0]).toMatchObject({ note: 'Hindsight.' });
    expect(ask({ party: 'EU', knownOn: '2026-01-01' })[0]).toMatchObject({ note: null });
  });

  it('say what nothing is called, and what is near', () => {
    expect(() => ask({ about: 'cn-act-7' })).toThrow(/about: Nothing in this record is called "cn-act-7".*Near: cn-act-1\.2/);
    expect(() => ask({ person: '…' })).toThrow(/person: Write words of a name/);
    expect(() => ask({ person: 'Sefcovik' })).toThrow(
      /person: Nobody who speaks in this record is called "Sefcovik"\. Near: Maroš Šefčovič\./,
    );
    expect(() => ask({ person: 'ofcom' })).toThrow(/Near: MOFCOM\./);
    expect(() => ask({ person: 'Šefčovič Olof' })).toThrow(/called "Šefčovič Olof"\.$/);
  });

  it('go on page by page', () => {
    const question = parseQuestion({ limit: '3' }, NOW, PARAMETERS.statements);
    const { entries, next } = controls.answer('statements', question, (known) => statements(known, question));
    expect([entries.map(({ id }) => id), next]).toEqual([['dialogue', 'sheet', 'channel'], 'channel']);
    expect(ids({ after: 'channel' })).toEqual(['remark']);
  });
});
