import { type Cursor, cursorAt, ORIGIN, readCursor, writeCursor } from '@in-force/watching';
import fc from 'fast-check';

const telling = { lead: [30, 7], words: true, frames: false };
const cursors = fc
  .record({ at: fc.maxSafeNat(), position: fc.maxSafeNat(), order: fc.constantFrom(0, 1, 2), part: fc.nat(9) })
  .map((place): Cursor => cursorAt({ ...ORIGIN, ...place, at: place.at % 2 ** 47, position: place.position % 2 ** 47 } as never, telling));

it('reads what it wrote', () => {
  fc.assert(fc.property(cursors, (cursor) => expect(readCursor(writeCursor(cursor))).toEqual(cursor)));
});

it('orders as its place does', () => {
  const placeOf = ({ place: { at, order, position, part } }: Cursor) => [at, order, position, part];
  const before = (a: Cursor, b: Cursor) => {
    const [x, y] = [placeOf(a), placeOf(b)];
    const at = x.findIndex((one, index) => one !== y[index]);
    return at < 0 ? 0 : Number(x[at]) < Number(y[at]) ? -1 : 1;
  };
  fc.assert(
    fc.property(cursors, cursors, (a, b) => {
      const [x, y] = [writeCursor(a), writeCursor(b)];
      expect(x < y ? -1 : x > y ? 1 : 0).toBe(before(a, b));
    }),
  );
});

it('is no cursor where a digit was mistyped, is missing or is one too many', () => {
  const text = writeCursor(cursorAt({ ...ORIGIN, at: 1_764_158_400_000, position: 412 }, telling));
  const wrong = [...text].flatMap((_, at) => ['0', 'v'].map((digit) => `${text.slice(0, at)}${digit}${text.slice(at + 1)}`));
  for (const one of [...wrong.filter((other) => other !== text), text.slice(1), text.slice(0, -1), `${text}0`, '', '412', 'not-a-cursor'])
    expect([one, readCursor(one)]).toEqual([one, null]);
});
