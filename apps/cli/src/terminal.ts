/** Somewhere to write text. */
interface Out {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
}

/** What a command knows of the world around it. Nothing here reads the process: `main.ts` does, and so do tests. */
export interface Terminal {
  readonly stdout: Out;
  readonly stderr: Out;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** An instant in UTC with milliseconds. */
  readonly now: () => string;
  readonly columns: number;
  /** Whether a person reads `stdout`: then tables fit the width, and statuses have colours. */
  readonly isTTY: boolean;
  /** Aborts when the user asks to stop. Asking for it takes the signal over, so only what follows without end asks. */
  readonly interrupted: () => AbortSignal;
}

/** How a command ended. */
export const EXIT = { fine: 0, no: 1, usage: 2, log: 3 } as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];

/** Takes the exit code of the command that ran. */
export type Done = (exit: Exit) => void;

/** Returns the width to wrap to: a pipe has none. */
export const widthOf = ({ isTTY, columns }: Pick<Terminal, 'isTTY' | 'columns'>): number =>
  isTTY ? Math.max(columns, 40) : Number.POSITIVE_INFINITY;

/** What was asked for cannot be done as it was put, whatever the record holds. */
export class Misused extends Error {
  override readonly name = 'Misused';
}

/** A file that was asked for could not be written. */
export class Unwritable extends Error {
  override readonly name = 'Unwritable';
}
