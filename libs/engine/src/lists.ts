import type { ControlsAnswer, ControlsInForce, ListOutline, Question } from '@in-force/answers';
import { finish, gather, type Steps } from '@in-force/rules';
import { type Citations, linkOf, type Sealed } from './citations.js';
import { type WrittenControl, writeControl } from './list-json.js';
import type { Turns } from './turns.js';

export type ControlsJson = Omit<ControlsAnswer, 'recordedAt'> & Sealed;

/** A list with its citation, and apart from it its controls. */
export interface ShownList {
  readonly answer: ControlsJson;
  readonly controls: readonly WrittenControl[];
}

/** A list of which the controls are found and not shown yet, pinned to the position that it is of. */
export type FoundList = ListOutline<WrittenControl> & { readonly position: number; readonly pinned: Question };

const PATH = '/v1/controls';

/** Puts lists of controls together. */
export class Lists {
  #before: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly readModel: ControlsInForce,
    private readonly citations: Citations,
    private readonly turns: Turns,
  ) {}

  /** Pins a question to the position that it is asked at, and finds what its list holds. */
  find(question: Question): Promise<FoundList> {
    return this.turns.run(this.#find(question));
  }

  /** Finds it at once; null where that takes more than a turn. */
  findAtOnce(question: Question): FoundList | null {
    return this.turns.atOnce(this.#find(question));
  }

  *#find(question: Question): Steps<FoundList> {
    const position = this.readModel.positionOf(question);
    const pinned: Question = { ...question, recordedAt: { position } };
    return { position, pinned, ...(yield* this.readModel.inSteps.outline(pinned, writeControl)) };
  }

  /** Shows a list a little at a time, of the record as it stood at first. Lists take turns: side by side, all would be as late as the last. */
  async show(question: Question): Promise<ShownList> {
    const list = await this.find(question);
    const shown = this.#before.then(() => this.turns.run(gather(list.ids, (id) => [list.show(id)])));
    this.#before = shown.catch(() => undefined);
    return this.cite(question, list, await shown);
  }

  /** Gives a list its citation. */
  cite(question: Question, list: FoundList, controls: readonly WrittenControl[]): ShownList {
    const { position, pinned, ids: _, show: __, next, asked, ...rest } = list;
    const more = next === null ? null : linkOf(PATH, 'controls', { ...pinned, after: next }, position);
    const answer = { asked, controls: [] as ControlsAnswer['controls'], ...rest, next: more };
    const digests = { controls: controls.map(({ digest }) => digest) };
    const sealed = finish(this.citations.seal(linkOf(PATH, 'controls', pinned, position), question, position, answer, digests));
    return { answer: sealed, controls };
  }
}
