import { readRecordable } from '@in-force/words';
import { registerDecorator } from 'class-validator';
import type { z } from 'zod';

/** Holds a field to a word of the language, so that HTTP and the log agree about what a day is. */
export function Is(word: z.ZodType): PropertyDecorator {
  return (target, propertyName) =>
    registerDecorator({
      name: 'is',
      target: target.constructor,
      propertyName: String(propertyName),
      constraints: [word],
      validator: {
        validate: (value: unknown) => readRecordable(word, value).faults === null,
        defaultMessage: (found) => (found?.value === undefined ? 'This field is missing.' : issuesOf(word, found.value)),
      },
    });
}

const issuesOf = (word: z.ZodType, value: unknown): string =>
  readRecordable(word, value)
    .faults?.map(({ path, why }) => [...path, why].join(': '))
    .join('; ') ?? 'cannot be read';
