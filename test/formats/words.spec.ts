import { readRecordFile } from '@in-force/formats';
import { problemsIn } from '../kit/problems.js';

const announcement = (
  scope: string,
  more = '',
) => `instrument: { id: cn-test-1, issuer: China, body: B, number: null, day: 9 Oct 2025, title: T }
sources:
  page: { publisher: A, title: T, url: null, published: null, reliability: Official Mirror }
entries:
  - id: an-act
    measure.announced:
      title: T
      kind: export-license
      issuer: CHN
      firstDay: 20251108
      scope:
${scope}
    publishedOn: 2025年10月9日
    sources: [{ key: page }]
${more}`;

describe('the words of a file', () => {
  it('may be written as people write them, and are recorded in their one spelling', () => {
    const text = announcement(`        regions: [Germany, EL, "Korea, Rep.", World]
        except: [uk]
        inPart: [Items]
        items:
          - { item: 稀土, codes: [1c902A], hs: ["8112.92", "HS 2805"] }
          - { item: Dy }`);
    const [entry] = readRecordFile('f.yaml', text).entries;
    expect(entry).toMatchObject({
      publishedOn: '2025-10-09',
      instrument: { issuer: 'CN', day: '2025-10-09' },
      sources: [{ reliability: 'official-mirror' }],
      data: {
        kind: 'export-licence',
        issuer: 'CN',
        firstDay: '2025-11-08',
        scope: {
          regions: ['DE', 'GR', 'KR', 'world'],
          except: ['GB'],
          inPart: ['items'],
          items: [{ item: 'rare-earths', codes: ['1C902.a'], hs: ['811292', '2805'] }, { item: 'dysprosium' }],
        },
      },
    });
  });

  it('keep their precision', () => {
    const day = (written: string) => {
      const [entry] = readRecordFile(
        'f.yaml',
        announcement('        regions: [DE]\n        items: all').replace('9 Oct 2025', written),
      ).entries;
      return entry?.instrument?.day;
    };
    expect(['~9 Oct 2025', 'October 2025', '2025', '~2025-10'].map(day)).toEqual(['~2025-10-09', '2025-10', '2025', '~2025-10']);
  });

  it('are each told with their line, their value and what to write', () => {
    const text = announcement(`        regions:
          - DE
          - Congo
          - Germny
          - XI
        items:
          - { item: disprosium, hs: [811292, "28"] }
          - { item: gallium, codes: [1E902, C902] }
          - { name: T }`).replace('firstDay: 20251108', 'firstDay: 10/09/2025');
    expect(problemsIn(text)).toEqual([
      '10: measure.announced.firstDay: "10/09/2025" may be 2025-09-10 or 2025-10-09; write which.',
      '14: measure.announced.scope.regions.1: "Congo" is no region here. It may mean CD (DR Congo) or CG (Congo). Write the code.',
      '15: measure.announced.scope.regions.2: Unknown region "Germny". Use an ISO 3166-1 code such as DE, a bloc such as EU, or world. Near: DE (Germany).',
      expect.stringMatching(/^16: measure\.announced\.scope\.regions\.3: "XI" is no region here\. /),
      '18: measure.announced.scope.items.0.item: Unknown item "disprosium". Use a symbol (Dy), a name (dysprosium), a control code (1C902) or hs:8112. Near: dysprosium.',
      '18: measure.announced.scope.items.0.hs.0: 811292 is a number; write the word as text, in quotes and with every sign: "811292".',
      '19: measure.announced.scope.items.1.codes.0: Infinity is a number; write the word as text, in quotes and with every sign.',
      '19: measure.announced.scope.items.1.codes.1: "C902" is no control code; write one such as 1C902.a.',
      '20: measure.announced.scope.items.2: must have an item, or else a name and codes or hs',
    ]);
  });

  it('say the same whenever they are read', () => {
    expect(problemsIn(announcement('        regions: [DE]\n        items: all').replace('9 Oct 2025', 'today'))).toEqual([
      '1: instrument.day: "today" is another day tomorrow; write a full day such as 2025-11-20.',
    ]);
  });

  it('are of the right sort', () => {
    const text = announcement('        regions: DE\n        items: rare-earths');
    expect(problemsIn(text)).toEqual([
      '12: measure.announced.scope.regions: must be a list; "DE" stands there',
      '13: measure.announced.scope.items: must be all, or a list of items; "rare-earths" stands there',
    ]);
    expect(problemsIn(text.replace('measure.announced', 'measure.anounced'))).toContain(
      '6: Unknown event type "measure.anounced". Near: measure.announced.',
    );
  });

  it('are read in a correction too', () => {
    const text = `entries:
  - id: a-correction
    record.corrected:
      event: an-act
      replacement: { type: measure.suspended, version: 1, data: { from: 9 Oct 2025, through: null, parts: { regions: [Deutschland] } } }
      reason: We had it wrong.
    publishedOn: 2025-10-09
    sources: [{ publisher: A, title: T, url: null, published: null, reliability: news }]
`;
    const [entry] = readRecordFile('f.yaml', text).entries;
    expect(entry).toMatchObject({ data: { replacement: { data: { from: '2025-10-09', parts: { regions: ['DE'] } } } } });
    expect(problemsIn(text.replace('9 Oct 2025', '9 Oct 25'))).toEqual([
      '5: record.corrected.replacement.data.from: "9 Oct 25" has no whole year; write a full day such as 2025-11-20.',
    ]);
  });

  it('get a hint only while problems are still told', () => {
    const text = announcement(`        regions: [${Array.from({ length: 300 }, () => 'Germny').join(', ')}]\n        items: all`);
    const told = problemsIn(text);
    expect(told).toHaveLength(100);
    expect(told.filter((problem) => problem.includes('Near:'))).toHaveLength(100);
  });
});
