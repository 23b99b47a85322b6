import { ControlsInForce, commitments, facilitationsOf, negotiations, PARAMETERS, parseQuestion } from '@in-force/answers';
import { announced, checked, facilitated, fulfilled, MEASURE, NOW, promised, record, type Said, uuid } from '../kit/record.js';

const on = (stream: string, type: Said['type'], publishedOn: string, data: unknown, more: object = {}): Said =>
  ({ stream, type, publishedOn, data, ...more }) as Said;

const controlsOf = (acts: readonly Said[]): ControlsInForce => {
  const controls = new ControlsInForce();
  for (const event of record(acts)) controls.apply(event);
  return controls;
};
type Asked = Record<string, string>;

const body = (name: string, id = MEASURE) => ({ instrument: { id, issuer: 'CN', body: name, number: null, day: '2025-01-01', title: id } });
const measure = announced('2025-01-01', {}, body('Ministry of Commerce'));
const foreign = announced('2025-01-01', { issuer: 'US' }, { stream: 'measure-us-test-1', ...body('Tariff Commission', 'us-test-1') });
const other = announced('2025-01-01', {}, { stream: 'measure-cn-test-2', ...body('Tariff Commission', 'cn-test-2') });
const word = (more: object = {}) => {
  const said = promised('2025-02-01', { due: '2025-05-31' });
  return { ...said, data: { ...said.data, ...more } } as Said;
};
const narrowed = on('commitment-promise', 'commitment.narrowed', '2025-03-01', { text: 'Less.', about: [MEASURE], due: '2025-06-30' });
const broken = (publishedOn: string) => on('commitment-promise', 'commitment.broken', publishedOn, { act: 'cn-test-3' });

describe('the standing of a commitment', () => {
  const standing = (acts: readonly Said[], asked: Asked) => {
    const controls = controlsOf(acts);
    const question = parseQuestion({ status: 'all', ...asked }, NOW, PARAMETERS.commitments);
    const listed = controls.answer('commitments', question, (known) => commitments(known, question)).entries[0]?.standing;
    const { status: _, ...rest } = asked;
    const shown = controls.measure(MEASURE, parseQuestion(rest, NOW, PARAMETERS.measure)).promised?.[0]?.standing;
    return [listed, shown];
  };
  const both = (one: string) => [one, ['fulfilled', 'broken'].includes(one) ? undefined : one];

  it.each<[string, readonly Said[], Asked, string]>([
    ['the day it was said', [word()], { on: '2025-02-01' }, 'open'],
    ['its due day', [word()], { on: '2025-05-31' }, 'open'],
    ['the day after, nobody looked', [word()], { on: '2025-06-01' }, 'unconfirmed'],
    ['read through the day before it was due', [word(), checked('2025-05-30')], { on: '2025-06-01' }, 'unconfirmed'],
    ['read through its due day', [word(), checked('2025-05-31')], { on: '2025-06-01' }, 'overdue'],
    ['read, asked before the check was recorded', [word(), checked('2025-05-31')], { on: '2025-06-01', recordedAt: '2' }, 'unconfirmed'],
    ['known on the due day at the latest', [word(), checked('2025-05-31')], { on: '2025-06-01', knownOn: '2025-05-31' }, 'open'],
    ['known from the day after', [word(), checked('2025-05-31')], { on: '2025-06-01', knownOn: '2025-06-01' }, 'overdue'],
    ['another issuer was read', [word(), checked('2025-06-30', { issuer: 'US' })], { on: '2025-06-01' }, 'unconfirmed'],
    [
      'the body of its measure was left out',
      [word(), checked('2025-06-30', { bodiesLeftOut: ['Commerce'] })],
      { on: '2025-06-01' },
      'unconfirmed',
    ],
    [
      'another body was left out',
      [word(), checked('2025-06-30', { bodiesLeftOut: ['Tariff Commission'] })],
      { on: '2025-06-01' },
      'overdue',
    ],
    [
      'a body of one of its measures was left out',
      [other, word({ about: [MEASURE, 'cn-test-2'] }), checked('2025-06-30', { bodiesLeftOut: ['Tariff Commission'] })],
      { on: '2025-06-01' },
      'unconfirmed',
    ],
    [
      'bodies of measures of others count for nothing',
      [foreign, word({ about: [MEASURE, 'us-test-1'] }), checked('2025-06-30', { bodiesLeftOut: ['Tariff Commission'] })],
      { on: '2025-06-01' },
      'overdue',
    ],
    ['kept, the day before that was public', [word(), fulfilled('2025-06-10'), checked('2025-05-31')], { on: '2025-06-09' }, 'overdue'],
    ['kept, the day that was public', [word(), fulfilled('2025-06-10')], { on: '2025-06-10' }, 'fulfilled'],
    ['broken', [word(), broken('2025-06-10')], { on: '2025-06-10' }, 'broken'],
    ['kept, then broken', [word(), fulfilled('2025-06-10'), broken('2025-07-10')], { on: '2025-08-01' }, 'broken'],
    ['kept, between the two', [word(), fulfilled('2025-06-10'), broken('2025-07-10')], { on: '2025-07-09' }, 'fulfilled'],
    ['narrowed, open through its new due day', [word(), narrowed], { on: '2025-06-30' }, 'open'],
    ['narrowed, after it', [word(), narrowed, checked('2025-05-31')], { on: '2025-07-01' }, 'unconfirmed'],
    ['without a due day', [promised('2025-02-01')], { on: '2026-06-01' }, 'open'],
  ])('%s', (_, acts, asked, expected) => {
    expect(standing([measure, ...acts], asked)).toEqual(both(expected));
  });

  it('rests on any check of the party, where it is about none of its measures', () => {
    const acts = [measure, word({ about: [] }), checked('2025-05-31', { bodiesLeftOut: ['Commerce'] })];
    expect(standing(acts, { on: '2025-06-01' })).toEqual(['overdue', undefined]);
  });

  it('is asked for by its name, and `open` means neither kept nor broken', () => {
    const said = (id: string, more: object = {}) => ({ ...word(more), stream: `commitment-${id}` }) as Said;
    const kept = { ...fulfilled('2025-03-01'), stream: 'commitment-kept' };
    const acts = [
      measure,
      other,
      said('due', { due: '2026-06-30' }),
      said('late'),
      said('lost', { about: ['cn-test-2'] }),
      said('kept'),
      kept,
    ];
    const controls = controlsOf([...acts, checked('2025-06-30', { bodiesLeftOut: ['Tariff Commission'] })]);
    const ids = (status?: string) => {
      const question = parseQuestion({ on: '2025-07-01', ...(status && { status }) }, NOW, PARAMETERS.commitments);
      return controls.answer('commitments', question, (known) => commitments(known, question)).entries.map(({ id }) => id);
    };
    expect(ids()).toEqual(['due', 'late', 'lost']);
    expect(ids('open')).toEqual(['due', 'late', 'lost']);
    expect(ids('overdue')).toEqual(['late']);
    expect(ids('unconfirmed')).toEqual(['lost']);
    expect(ids('fulfilled')).toEqual(['kept']);
    expect(ids('overdue,fulfilled')).toEqual(['kept', 'late']);
    expect(ids('all')).toEqual(['due', 'kept', 'late', 'lost']);
  });
});

describe('the standing of an easing', () => {
  const closed = (publishedOn: string, from: string) => on('facilitation-channel', 'facilitation.closed', publishedOn, { from });
  const easing = (more: object = {}) => facilitated('2025-02-01', { through: '2025-05-31', ...more });
  const both = (acts: readonly Said[], asked: Asked) => {
    const controls = controlsOf(acts);
    const question = parseQuestion(asked, NOW, PARAMETERS.facilitations);
    const listed = controls.answer('facilitations', question, (known) => facilitationsOf(known, question)).entries[0];
    const shown = controls.measure(MEASURE, parseQuestion(asked, NOW, PARAMETERS.measure)).facilitations?.[0];
    return [listed?.standing, listed?.through, shown?.standing, shown?.through];
  };

  it.each<[string, readonly Said[], Asked, string, string | null]>([
    ['the day before it opens', [easing()], { on: '2025-01-31' }, 'ahead', '2025-05-31'],
    ['its first day', [easing()], { on: '2025-02-01' }, 'open', '2025-05-31'],
    ['its last day', [easing()], { on: '2025-05-31' }, 'open', '2025-05-31'],
    ['the day after, nobody looked', [easing()], { on: '2025-06-01' }, 'unconfirmed', '2025-05-31'],
    ['the day after, read through its last day', [easing(), checked('2025-05-31')], { on: '2025-06-01' }, 'unconfirmed', '2025-05-31'],
    ['the day after, read through that', [easing(), checked('2025-06-01')], { on: '2025-06-01' }, 'over', '2025-05-31'],
    ['known by what was read', [easing(), checked('2025-05-31')], { on: '2025-06-01', knownOn: '2025-05-31' }, 'over', '2025-05-31'],
    ['known later than that', [easing(), checked('2025-05-31')], { on: '2025-06-01', knownOn: '2025-06-01' }, 'unconfirmed', '2025-05-31'],
    ['closed by an act', [easing(), closed('2025-04-01', '2025-05-01')], { on: '2025-06-01' }, 'over', '2025-04-30'],
    ['closed by an act, its last day', [easing(), closed('2025-04-01', '2025-05-01')], { on: '2025-04-30' }, 'open', '2025-04-30'],
    ['closed for a day after its last', [easing(), closed('2025-04-01', '2025-09-01')], { on: '2025-06-01' }, 'unconfirmed', '2025-05-31'],
    [
      'closed twice, the later recorded one earlier',
      [easing(), closed('2025-04-01', '2025-05-01'), closed('2025-04-02', '2025-04-15')],
      { on: '2025-04-15' },
      'over',
      '2025-04-14',
    ],
    ['an act on it once it had ended', [easing(), closed('2025-06-01', '2025-06-01')], { on: '2025-06-01' }, 'over', '2025-05-31'],
    ['its own issuer was not read', [easing({ issuer: 'US' }), checked('2025-06-30')], { on: '2025-06-01' }, 'unconfirmed', '2025-05-31'],
    [
      'its own issuer was read',
      [easing({ issuer: 'US' }), checked('2025-06-30', { issuer: 'US' })],
      { on: '2025-06-01' },
      'over',
      '2025-05-31',
    ],
    ['without a last day', [facilitated('2025-02-01')], { on: '2026-06-01' }, 'open', null],
  ])('%s', (_, acts, asked, standing, through) => {
    const shown = standing === 'open' || standing === 'unconfirmed';
    expect(both([measure, ...acts], asked)).toEqual([standing, through, shown ? standing : undefined, shown ? through : undefined]);
  });

  it('is of the issuer of its own act before that of its measures', () => {
    const act = { ...easing(), instrument: { ...body('B', 'us-act').instrument, issuer: 'US' } } as Said;
    expect(both([measure, act, checked('2025-06-30')], { on: '2025-06-01' })[0]).toBe('unconfirmed');
    expect(both([measure, act, checked('2025-06-30', { issuer: 'US' })], { on: '2025-06-01' })[0]).toBe('over');
  });

  it.each([
    ['US', 'world', false],
    ['DE', 'world', true],
    ['DE', 'EU', true],
    ['JP', 'EU', false],
  ])('of %s under %s: %s', (region, regions, found) => {
    const acts = [measure, easing({ issuer: 'US', regions: [regions] })];
    expect(both(acts, { on: '2025-03-01', region })).toEqual(
      found ? ['open', '2025-05-31', 'open', '2025-05-31'] : [undefined, undefined, undefined, undefined],
    );
  });
});

describe('the standing of a round', () => {
  const track = on('negotiation-a', 'negotiation.opened', '2025-01-01', { title: 'Talks', parties: ['CN', 'EU'], subject: 'Controls' });
  const facts = (from: string, through: string) => ({
    title: `Round of ${from}`,
    parties: ['CN', 'EU'],
    place: null,
    from,
    through,
    about: [],
  });
  const scheduled = (publishedOn: string, from: string, through: string, as?: string) =>
    on('negotiation-a', 'negotiation.round-scheduled', publishedOn, facts(from, through), { as, causation: as ? `entry-${as}` : null });
  const held = (publishedOn: string, from: string, through: string, of?: string) =>
    on('negotiation-a', 'negotiation.round-held', publishedOn, {
      ...facts(from, through),
      level: 'officials',
      outcome: null,
      ...(of && { of }),
    });
  const calledOff = (publishedOn: string, of?: string) =>
    on('negotiation-a', 'negotiation.round-called-off', publishedOn, { reason: 'A storm', ...(of && { of }) });
  const rounds = (acts: readonly Said[], asked: Asked) => {
    const question = parseQuestion(asked, NOW, PARAMETERS.negotiations);
    const { entries } = controlsOf([track, ...acts]).answer('negotiations', question, (known) => negotiations(known, question));
    return entries[0]?.rounds.map(({ from, standing, scheduledOn }) => [from, standing, scheduledOn]);
  };
  const first = scheduled('2025-02-01', '2025-03-10', '2025-03-12', 'a');
  const second = scheduled('2025-02-02', '2025-04-10', '2025-04-10', 'b');

  it.each<[string, readonly Said[], Asked, (readonly (string | null)[])[]]>([
    ['before it was scheduled', [first], { on: '2025-01-31' }, []],
    ['scheduled', [first], { on: '2025-02-01' }, [['2025-03-10', 'scheduled', '2025-02-01']]],
    ['its last day', [first], { on: '2025-03-12' }, [['2025-03-10', 'scheduled', '2025-02-01']]],
    ['past its last day', [first], { on: '2025-03-13' }, [['2025-03-10', 'unconfirmed', '2025-02-01']]],
    [
      'past it, for those who cannot know',
      [first],
      { on: '2025-03-13', knownOn: '2025-03-12' },
      [['2025-03-10', 'scheduled', '2025-02-01']],
    ],
    ['called off, the day before', [first, calledOff('2025-03-01')], { on: '2025-02-28' }, [['2025-03-10', 'scheduled', '2025-02-01']]],
    ['called off', [first, calledOff('2025-03-01')], { on: '2025-03-01' }, [['2025-03-10', 'called-off', '2025-02-01']]],
    [
      'held, shown once',
      [first, held('2025-03-12', '2025-03-11', '2025-03-12')],
      { on: '2025-03-11' },
      [['2025-03-11', 'held', '2025-02-01']],
    ],
    [
      'held, the day before it began',
      [first, held('2025-03-12', '2025-03-11', '2025-03-12')],
      { on: '2025-03-10' },
      [['2025-03-10', 'scheduled', '2025-02-01']],
    ],
    [
      'held on other days',
      [first, held('2025-03-15', '2025-03-13', '2025-03-13')],
      { on: '2025-03-15' },
      [
        ['2025-03-10', 'unconfirmed', '2025-02-01'],
        ['2025-03-13', 'held', null],
      ],
    ],
    [
      'held on other days, and says which it was, by its entry',
      [first, held('2025-03-15', '2025-03-13', '2025-03-13', 'entry-a')],
      { on: '2025-03-15' },
      [['2025-03-13', 'held', '2025-02-01']],
    ],
    [
      'held, and says which it was, by its event',
      [first, held('2025-03-15', '2025-03-13', '2025-03-13', uuid('a'))],
      { on: '2025-03-15' },
      [['2025-03-13', 'held', '2025-02-01']],
    ],
    ['held, unannounced, before it began', [held('2025-03-12', '2025-03-11', '2025-03-12')], { on: '2025-03-10' }, []],
    [
      'of two, the next that is ahead is called off',
      [first, second, calledOff('2025-03-20')],
      { on: '2025-04-11' },
      [
        ['2025-03-10', 'unconfirmed', '2025-02-01'],
        ['2025-04-10', 'called-off', '2025-02-02'],
      ],
    ],
    [
      'of two, the one that is named is called off',
      [first, second, calledOff('2025-02-20', 'entry-b')],
      { on: '2025-03-01' },
      [
        ['2025-03-10', 'scheduled', '2025-02-01'],
        ['2025-04-10', 'called-off', '2025-02-02'],
      ],
    ],
    [
      'of two, each is held once',
      [first, second, held('2025-03-12', '2025-03-10', '2025-03-12'), held('2025-04-10', '2025-04-10', '2025-04-10')],
      { on: '2025-05-01' },
      [
        ['2025-03-10', 'held', '2025-02-01'],
        ['2025-04-10', 'held', '2025-02-02'],
      ],
    ],
  ])('%s', (_, acts, asked, expected) => {
    expect(rounds(acts, asked)).toEqual(expected);
  });
});
