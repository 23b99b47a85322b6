import type { Recorded } from '@in-force/events';
import { Checks } from '@in-force/rules';
import { checked, corrected, record, retracted, type Said, uuid } from '../kit/record.js';

/** Returns the checks of a record that grows as its streams do. */
const checksOf = (events: readonly Recorded[]) => {
  const stream = (name: string) => events.filter((event) => event.stream === name);
  return new Checks({ stream, length: (name) => stream(name).length });
};
const asked = (acts: readonly Said[], position: number, body: string | null = null) => {
  const checks = checksOf(record(acts));
  return [checks.furthest('CN', body, position)?.id, checks.through('CN', body, position)];
};
const mended = (event: string, through: string, rest: object = {}) =>
  corrected(event, { type: 'record.checked', data: { issuer: 'CN', through, found: 'nothing new.' } }, {
    stream: 'record-CN',
    ...rest,
  } as never);
const taken = (event: string, rest: object = {}) => retracted(event, { stream: 'record-CN', ...rest } as never);

const [A, B, C] = [checked('2025-03-01', {}, { as: 'a' }), checked('2025-05', {}, { as: 'b' }), checked('2025-04-01', {}, { as: 'c' })];

describe('the check that reached furthest', () => {
  it.each<[string, Said[], number, string | undefined, string | null]>([
    ['none before the first', [A], 0, undefined, null],
    ['the first, from its position', [A], 1, 'a', '2025-03-01'],
    ['the further of two', [A, B], 2, 'b', '2025-05-31'],
    ['the first alone, before the second was recorded', [A, B], 1, 'a', '2025-03-01'],
    ['an earlier one that reached further', [A, B, C], 3, 'b', '2025-05-31'],
    ['a later position', [A, B, C], 9, 'b', '2025-05-31'],
    [
      'each position of five',
      [A, checked('2025-03-02', {}, { as: 'n' }), checked('2025-03-03', {}, { as: 'o' }), B, C],
      3,
      'o',
      '2025-03-03',
    ],
    [
      'of two that reached as far, the first by publication',
      [A, { ...A, as: 'd', publishedOn: '2025-02-01' } as Said],
      2,
      'd',
      '2025-03-01',
    ],
    ['of two alike, the first by id', [{ ...A, as: 'd' } as Said, A], 2, 'a', '2025-03-01'],
    ['corrected to reach less far', [A, B, mended('b', '2025-03-15')], 3, 'b', '2025-03-15'],
    ['before the correction', [A, B, mended('b', '2025-03-15')], 2, 'b', '2025-05-31'],
    ['corrected below the other', [A, B, mended('b', '2025-02-15')], 3, 'a', '2025-03-01'],
    ['after a correction', [A, mended('a', '2025-02-15'), C], 3, 'c', '2025-04-01'],
    ['corrected, before a check that reached less far', [B, mended('b', '2025-02-15'), A], 3, 'a', '2025-03-01'],
    ['taken back', [A, B, taken('b')], 3, 'a', '2025-03-01'],
    ['all taken back', [A, taken('a')], 2, undefined, null],
    ['taken back, and looked again', [B, taken('b'), A], 3, 'a', '2025-03-01'],
  ])('%s', (_, acts, position, label, through) => {
    expect(asked(acts, position)).toEqual([label && uuid(label), through]);
  });

  const partly = checked('2025-06-01', { bodiesLeftOut: ['Tariff Commission', 'Customs'] }, { as: 'p' });
  it.each<[string, string | null, string, string]>([
    ['any body', null, 'p', '2025-06-01'],
    ['a body that it read', 'Ministry of Commerce', 'p', '2025-06-01'],
    ['one that it left out', 'State Council Tariff Commission', 'a', '2025-03-01'],
    ['one in other letters', 'general administration of CUSTOMS', 'a', '2025-03-01'],
  ])('is of %s', (_, body, label, through) => {
    expect(asked([A, partly], 9, body)).toEqual([uuid(label), through]);
  });

  it('keeps bodies and issuers apart', () => {
    const checks = checksOf(record([A, partly, checked('2025-07-01', { issuer: 'US' }, { as: 'u' })]));
    const through = (issuer: string, body: string | null) => checks.through(issuer, body, 9);
    expect([through('CN', null), through('CN', 'Customs'), through('US', null), through('CN', 'Customs'), through('CN', null)]).toEqual([
      '2025-06-01',
      '2025-03-01',
      '2025-07-01',
      '2025-03-01',
      '2025-06-01',
    ]);
    expect(through('JP', null)).toBeNull();
  });

  it('sees what was recorded since it was last asked', () => {
    const all = record([A, B]);
    const growing = all.slice(0, 1);
    const checks = checksOf(growing);
    expect(checks.through('CN', null, 9)).toBe('2025-03-01');
    growing.push(all[1] as Recorded);
    expect(checks.through('CN', null, 9)).toBe('2025-05-31');
  });

  it('goes through the checks once, however often it is asked', () => {
    let read = 0;
    const events = record([A, B]);
    const stream = () => {
      read += 1;
      return events;
    };
    const checks = new Checks({ length: () => events.length, stream });
    for (let at = 0; at < 3; at++) checks.furthest('CN', null, at);
    expect(read).toBe(1);
  });
});
