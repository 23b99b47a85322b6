import { type Control, InvalidRequest } from '@in-force/answers';

/** The cursor was given under other rules: what changed since cannot be told from what is told otherwise. */
export class RulesChanged extends Error {
  override readonly name = 'RulesChanged';
  constructor(
    readonly rules: number,
    /** The whole answer as it is now. */
    readonly controls: readonly Control[],
    /** A cursor under the rules of today. */
    readonly next: string,
  ) {
    super(
      `This cursor was given under version ${rules} of the rules, and other rules hold now. Take the answer whole, from \`controls\`, and go on from \`next\`.`,
    );
  }
}

/** Says why what was given is no place to go on from. */
export const noCursor = (detail: string): InvalidRequest => new InvalidRequest([{ pointer: '/after', detail }]);

/** Says that a cursor is of a list that tells more, or less, than the one asked for. */
export const cursorOfOtherTelling = (frames: boolean): InvalidRequest =>
  noCursor(`This cursor was given ${frames ? 'with' : 'without'} frames=true; ask ${frames ? 'with' : 'without'} it, or begin anew.`);

/** Says that a cursor is of no place of this record. */
export const cursorOfOtherRecord = (): InvalidRequest =>
  noCursor('This cursor is of another record: nothing stands at its place in this one. Begin anew, without after.');
