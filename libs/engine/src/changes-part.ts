import { asked, type Change, type ChangesAnswer, PARAMETERS, type Question, RULES } from '@in-force/answers';
import type { Instant } from '@in-force/events';
import { type Cursor, type Place, writeCursor } from '@in-force/watching';

/** How far the list of changes is whole: the place, and the moment of it. */
export interface Horizon {
  readonly place: Place;
  readonly through: Instant;
}

/** A part of a list of changes, and where the next one begins. */
export interface ChangesPart {
  readonly answer: ChangesAnswer;
  readonly next: Cursor;
}

/** Returns the moment of a place. */
export const instantOf = ({ at }: Place): Instant => new Date(at).toISOString();

/** Returns a part of a list as it is answered. */
export const answerOf = (
  question: Question,
  changes: readonly Change[],
  next: Cursor,
  more: boolean,
  { place, through }: Horizon,
): ChangesAnswer => ({
  asked: asked(question, place.position, PARAMETERS.changes) as ChangesAnswer['asked'],
  changes,
  next: writeCursor(next),
  more,
  through,
  rules: RULES,
});
