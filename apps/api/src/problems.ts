/** The problems that the API itself has, by the last part of their type, and the sentence that says what each is. Refusals stand in the domain's table. */
export const PROBLEMS = {
  'invalid-request': 'The request cannot be read.',
  unauthorized: 'Send a key: Authorization: Bearer KEY.',
  forbidden: 'This key may not do that.',
  'not-now': 'That cannot be done as things stand.',
  unknown: 'There is no such thing.',
  'method-not-allowed': 'This address takes other methods.',
  'revision-conflict': 'The stream moved on.',
  'condition-failed': 'The answer is not the one that was demanded.',
  'facts-changed': 'The facts of this answer are not those that were cited.',
  'rules-changed': 'The rules are others than those of this cursor.',
  'too-large': 'The body is too large.',
  'unsupported-media-type': 'A body of this type is not taken.',
  'not-ready': 'Not ready. Ask again later.',
  overloaded: 'More is asked than can be answered soon. Ask again later.',
  'too-many-requests': 'More was asked from this address than one may ask. Ask again later.',
  'not-recorded': 'Nothing can be recorded now.',
} as const;

/** A problem as RFC 9457 words it. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string | undefined;
  readonly [more: string]: unknown;
}

/** A problem of the API, by its name. */
export const problem = (name: keyof typeof PROBLEMS, status: number, more: Readonly<Record<string, unknown>> = {}): ProblemDetails => ({
  type: `/problems/${name}`,
  title: PROBLEMS[name],
  status,
  ...more,
});

/** Returns the problem of a request that cannot be read, with its first hundred mistakes and the number of the others. */
export function invalid(errors: readonly { readonly pointer: string; readonly detail: string }[], status = 400, more = 0): ProblemDetails {
  const rest = more + Math.max(0, errors.length - TOLD);
  return problem('invalid-request', status, {
    errors: errors.slice(0, TOLD),
    ...(rest > 0 && { more: rest, detail: `And ${rest} more.` }),
  });
}

/** The most mistakes that one problem names. */
const TOLD = 100;

export const PROBLEM_JSON = 'application/problem+json; charset=utf-8';
