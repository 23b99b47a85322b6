/** Something in a request that cannot be read: where it stands (a JSON pointer), and what to do about it. */
export interface Problem {
  readonly pointer: string;
  readonly detail: string;
}

/** The request cannot be read. Nothing was done. */
export class InvalidRequest extends Error {
  override readonly name = 'InvalidRequest';
  constructor(readonly errors: readonly Problem[]) {
    super(errors.map(({ pointer, detail }) => `${pointer.slice(1)}: ${detail}`).join('\n'));
  }
}

/** There is no such thing in this log. `near` names what may have been meant. */
export class Unknown extends Error {
  override readonly name = 'Unknown';
  constructor(
    message: string,
    readonly near: readonly string[] = [],
  ) {
    super(message);
  }
}
