import type { Read } from './parameter-readers.js';
import type { Question } from './question.js';

/** All there is to say of one parameter of questions. */
export interface Parameter<Value> {
  /** How users spell it, where that is not the name of its field. */
  readonly name?: string;
  /** Reads what a user wrote, or throws `Unreadable`. */
  readonly read: Read<Value>;
  /** Returns its canonical spelling in a URL, null to leave it out. Left out where a URL never names it. */
  readonly spell?: (value: Value, position: number) => string | null;
  /** What it is where it is left out. `taken`: whether this kind of question takes it. */
  readonly default: Value | ((asked: { readonly today: string; readonly taken: boolean }) => Value);
  /** Its description for programs (OpenAPI). */
  readonly says: string;
  /** Its option on a command line, null for none: `--known-on <day>`. Without a placeholder it takes no value. */
  readonly flag: { readonly placeholder: string | null; readonly help: string } | null;
}

/** Some parameters of questions by their fields. */
export type Rows<Field extends keyof Question> = { readonly [Name in Field]: Parameter<Question[Name]> };

/** Returns an option and its help. */
export const flag = (placeholder: string | null, help: string) => ({ placeholder, help });
/** Spells a text as it is. */
export const asIs = (value: string | null): string | null => value;
/** Spells a list, comma-separated. */
export const joined = (values: readonly string[] | null): string | null => values?.join(',') ?? null;
/** Spells a truth, and leaves a falsehood out. */
export const ifTrue = (value: boolean): string | null => (value ? 'true' : null);
