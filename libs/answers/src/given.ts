import type { z } from 'zod';

/** What a schema describes, as an answer holds it: nothing in it is changed. */
export type Given<Schema extends z.ZodType> = Unchanging<z.infer<Schema>>;

type Plain = string | number | boolean | null | undefined;
type Unchanging<Value> = unknown extends Value
  ? Value
  : Value extends Plain
    ? Value
    : { readonly [Name in keyof Value]: Unchanging<Value[Name]> };

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? unknown : never;

/** Takes a schema of a type that is written elsewhere: whoever changes one of the two alone is told so by the compiler. */
export const exactly =
  <Type>() =>
  <Schema extends z.ZodType>(schema: Schema & Same<Given<Schema>, Unchanging<Type>>): Schema =>
    schema;
