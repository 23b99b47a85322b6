import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ControlsInForce, datesFor, PARAMETERS, parseQuestion } from '@in-force/answers';
import { icalendar } from '@in-force/formats';
import { finish } from '@in-force/rules';
import ical from 'ical.js';
import { announced, checked, extended, NOW, record, retracted, type Said, suspended } from '../kit/record.js';

const on = (stream: string, type: Said['type'], publishedOn: string, data: unknown, more: object = {}): Said =>
  ({ stream, type, publishedOn, data, ...more }) as Said;
const act = { id: 'cn-test-1', issuer: 'CN', body: 'MOFCOM', number: '1/2026', day: '2026-01-10', title: 'Announcement 1/2026' };
const measure = announced('2026-01-10', { title: 'China: Announcement 1/2026, dysprosium', firstDay: '2026-03-01' }, { instrument: act });
const stop = suspended('2026-03-05', { from: '2026-03-10', through: '2026-05-31' }, { as: 'S' });
const talks = on('negotiation-a', 'negotiation.opened', '2026-01-01', { title: 'Talks', parties: ['CN', 'EU'], subject: 'Controls' });
const days = (from: string, through: string) => ({ parties: ['CN', 'EU'], place: 'Wuzhen', from, through, about: [] });
const scheduled = on(
  'negotiation-a',
  'negotiation.round-scheduled',
  '2026-02-01',
  { title: 'Third round', ...days('2026-04-10', '2026-04-11') },
  { as: 'R' },
);
const held = on('negotiation-a', 'negotiation.round-held', '2026-04-12', {
  title: 'Third round',
  ...days('2026-04-11', '2026-04-12'),
  level: 'officials',
  outcome: null,
});
const calledOff = on('negotiation-a', 'negotiation.round-called-off', '2026-03-20', {});
const word = on('commitment-a', 'commitment.made', '2026-02-10', {
  party: 'EU',
  speaker: 'The Commission',
  text: 'It will answer.',
  about: [],
  due: '2026-04-01',
  lasting: '2026-04-30',
});

/** The feed of a record, when it was recorded up to a day. */
function feed(acts: readonly Said[], asked: Record<string, string> = {}): string {
  const controls = new ControlsInForce();
  const recorded = acts.map((said) => ({ recordedAt: `${said.publishedOn}T12:00:00.000Z`, ...said }) as Said);
  for (const event of record(recorded)) controls.apply(event);
  const question = parseQuestion({ on: '2026-03-15', days: '120', ...asked }, NOW, PARAMETERS.upcoming);
  const { dates } = controls.answer('upcoming', question, (known) => ({ dates: finish(datesFor(known, question)) }));
  const entries = dates.map(({ link, ...date }) => ({ ...date, url: link && `https://example.org${link}` }));
  return icalendar('Dates', entries).toString();
}

interface Shown {
  readonly uid: string;
  readonly sequence: number;
  readonly start: string;
  readonly end: string;
  readonly status: string;
  readonly summary: string;
  readonly url: string;
  readonly stamp: string;
  readonly modified: string;
}

function read(text: string): Shown[] {
  const calendar = new ical.Component(ical.parse(text));
  const value = (event: { getFirstPropertyValue(name: string): unknown }, name: string) => String(event.getFirstPropertyValue(name));
  return calendar.getAllSubcomponents('vevent').map((event) => ({
    uid: value(event, 'uid'),
    sequence: Number(value(event, 'sequence')),
    start: value(event, 'dtstart'),
    end: value(event, 'dtend'),
    status: value(event, 'status'),
    summary: value(event, 'summary'),
    url: value(event, 'url'),
    stamp: value(event, 'dtstamp'),
    modified: value(event, 'last-modified'),
  }));
}
const shown = (acts: readonly Said[], asked?: Record<string, string>) =>
  read(feed(acts, asked)).map(({ start, status, summary }) => [start, status, summary]);

describe('dates for calendar programs', () => {
  it('are named as acts, talks and promises are, and are sure only where an act set them and somebody looked', () => {
    expect(shown([measure, talks, scheduled, word, stop, checked('2026-03-08')])).toEqual([
      ['2026-03-01', 'CONFIRMED', 'China: Announcement 1/2026, dysprosium: first day'],
      ['2026-03-10', 'CONFIRMED', 'China: Announcement 1/2026, dysprosium: first day suspended'],
      ['2026-04-01', 'TENTATIVE', 'The Commission: It will answer: promised by this day'],
      ['2026-04-10', 'TENTATIVE', 'Third round'],
      ['2026-04-30', 'TENTATIVE', 'The Commission: It will answer: promised to last to this day'],
      ['2026-06-01', 'TENTATIVE', 'China: Announcement 1/2026, dysprosium: due: first day after its suspension'],
    ]);
  });

  it('stay in for 90 days after they came, and lead to what they are of', () => {
    const [first] = read(feed([measure, checked('2026-03-08')], { on: '2026-03-15' }));
    expect(first).toMatchObject({ url: 'https://example.org/v1/measures/cn-test-1?on=2026-03-01' });
    const of = (day: string) => shown([measure, checked('2026-03-08')], { on: day }).length;
    expect([of('2026-02-28'), of('2026-03-01'), of('2026-05-30'), of('2026-05-31')]).toEqual([1, 1, 1, 0]);
    expect(read(feed([talks, scheduled]))[0]).toMatchObject({
      start: '2026-04-10',
      end: '2026-04-12',
      url: 'https://example.org/v1/negotiations/a',
    });
  });

  const CHANGES: readonly (readonly [name: string, before: Said[], after: Said[], state: readonly [start: string, status: string]])[] = [
    ['a look confirms it', [measure], [checked('2026-03-02')], ['2026-03-01', 'CONFIRMED']],
    ['an act moved it', [measure, stop], [extended('2026-05-20', { through: '2026-06-30' }, { as: 'E' })], ['2026-06-01', 'CANCELLED']],
    ['what set it was taken back', [measure, stop], [retracted('S', { publishedOn: '2026-05-20' })], ['2026-06-01', 'CANCELLED']],
    ['the talks were held on other days', [talks, scheduled], [held], ['2026-04-11', 'CONFIRMED']],
    ['the talks were called off', [talks, scheduled], [calledOff], ['2026-04-10', 'CANCELLED']],
    [
      'the promise was kept',
      [word],
      [on('commitment-a', 'commitment.fulfilled', '2026-03-20', { act: 'eu-act' })],
      ['2026-04-01', 'CANCELLED'],
    ],
    ['it came', [measure, stop], [announced('2026-06-02', {}, { stream: 'measure-cn-other' })], ['2026-06-01', 'TENTATIVE']],
  ];

  /** The entry that changed, before and after. */
  function changed(before: readonly Said[], after: readonly Said[], [start, status]: readonly [string, string]): readonly [Shown, Shown] {
    const now = read(feed([...before, ...after])).filter((one) => one.start === start && one.status === status);
    expect(now).toHaveLength(1);
    const then = read(feed(before)).find(({ uid }) => uid === now[0]?.uid);
    expect(then).toBeDefined();
    return [then as Shown, now[0] as Shown];
  }

  it.each(CHANGES)('%s: the same entry, later in sequence', (_, before, after, state) => {
    const [then, now] = changed(before, after, state);
    expect(now.sequence).toBeGreaterThan(then.sequence);
    expect(now.stamp > then.stamp).toBe(true);
    expect(now.modified).toBe(now.stamp);
    expect(now.stamp).toBe(`${(after.at(-1) as Said).publishedOn}T12:00:00Z`);
  });

  it('that nothing was said of stay as they are', () => {
    const other = announced('2026-03-14', { issuer: 'US' }, { stream: 'measure-us-other' });
    expect(read(feed([measure, stop, other]))).toEqual(
      read(feed([measure, stop, announced('2026-03-14', { issuer: 'JP' }, { stream: 'measure-jp-other' })])),
    );
    expect(
      read(feed([measure, stop, other]))
        .map(({ sequence }) => sequence)
        .every(Number.isInteger),
    ).toBe(true);
  });

  it('cost nothing for what named no day of theirs', () => {
    const many = Array.from({ length: 400 }, (_, n) => {
      const stream = `measure-cn-old-${n}`;
      const old = [
        announced('2020-01-10', { lastDay: '2020-12-31' }, { stream }),
        suspended('2020-02-01', { from: '2020-02-01', through: '2020-03-01' }),
      ];
      return [...old, extended('2020-02-20', { through: '2020-04-01' })].map((said) => ({ ...said, stream }) as Said);
    }).flat();
    const controls = new ControlsInForce();
    for (const event of record([...many, measure, stop, extended('2026-05-20', { through: '2026-06-30' })])) controls.apply(event);
    const question = parseQuestion({ on: '2026-03-15', days: '120' }, NOW, PARAMETERS.upcoming);
    const folded: string[] = [];
    controls.answer('upcoming', question, (known) => {
      const { record: facts } = known;
      const stream = facts.stream;
      facts.stream = (name) => {
        folded.push(name);
        return stream.call(facts, name);
      };
      const dates = finish(datesFor(known, question));
      facts.stream = stream;
      return { dates };
    });
    // Each measure is folded once as it is now; only the one that named these days, in its earlier states too.
    const times = (name: string) => folded.filter((one) => one === name).length;
    expect(times('measure-cn-old-7')).toBeLessThan(4);
    expect(times('measure-cn-test-1')).toBeGreaterThan(times('measure-cn-old-7'));
  });

  it('break lines and take out what no calendar may hold', () => {
    const wild = announced('2026-01-10', { title: 'Dys\rpro\u0007sium; a, b\\c', firstDay: '2026-03-20' });
    const text = feed([wild]);
    expect([...text.replaceAll('\r\n', '')].filter((sign) => ['\r', '\n', '\u0007'].includes(sign))).toEqual([]);
    expect(read(text)[0]?.summary).toBe('Dys\npro sium; a, b\\c: due: first day');
  });

  const READERS = join(__dirname, '../readers/package.json');
  const reader = existsSync(READERS) ? createRequire(READERS) : null;
  const installed = (() => {
    try {
      return reader?.resolve('node-ical');
    } catch {
      return undefined;
    }
  })();
  (installed ? it : it.skip)('are read by node-ical, which sees each update (needs test/readers installed)', () => {
    const nodeIcal = reader?.('node-ical') as {
      sync: { parseICS(text: string): Record<string, { uid: string; sequence: string; status: string }> };
    };
    for (const [, before, after, state] of CHANGES) {
      const [then, now] = changed(before, after, state);
      const parsed = (acts: readonly Said[]) => Object.values(nodeIcal.sync.parseICS(feed(acts))).find(({ uid }) => uid === now.uid);
      const [old, fresh] = [parsed(before), parsed([...before, ...after])];
      expect([Number(old?.sequence), Number(fresh?.sequence), fresh?.status]).toEqual([then.sequence, now.sequence, state[1]]);
    }
  });
});
