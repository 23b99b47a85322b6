/** Everything the domain refuses, and the sentence that says why and what to do. */
export const REFUSALS = {
  'measure-not-announced': 'Nothing announces this measure yet. Record its announcement first, or in the same import.',
  'measure-already-announced':
    'This measure is announced already. Record an amendment if the policy changed, or a correction if the record was wrong.',
  'suspension-not-found': 'There is no such suspension of this measure to extend. Record the suspension first, or name the right one.',
  'negotiation-not-opened': 'Nobody opened this track. Record its opening first, or in the same import.',
  'negotiation-already-opened': 'This track is open already.',
  'commitment-not-made': 'Nobody made this commitment. Record it first, or in the same import.',
  'commitment-already-made':
    'This commitment is recorded already. Record a narrowing if the word changed, or a correction if the record was wrong.',
  'statement-already-made': 'This statement is recorded already. Record a correction if the record was wrong.',
  'facilitation-not-opened': 'Nobody opened this facilitation. Record its opening first, or in the same import.',
  'facilitation-already-opened': 'This facilitation is recorded already. Record a correction if the record was wrong.',
  'event-not-found': 'The event to be corrected or retracted is not in this stream. Name an event of the record by its id.',
  'retraction-not-correctable': 'A retraction cannot be corrected. Retract it instead.',
  'replacement-of-another-subject': 'The replacement is an event of another subject. Retract the event and record the other one anew.',
  'published-ahead':
    'That day has not come anywhere on Earth, so nothing can have been public on it. Record it once it is public. Is the clock right?',
  'source-ahead': 'That day has not come anywhere on Earth, so nobody can have read a source of it. Name a source that is public.',
  'check-ahead': 'That day has not come anywhere on Earth, so nobody can have read through it. Name the last day that was read.',
  'plan-is-no-start':
    'That was public before its day, so it was a plan then. Announce or amend the planned day; record the start or the expiry from a source published on or after it.',
  'recorded-otherwise': 'This entry is recorded already with other content. What is recorded stays: record a correction.',
} as const;

export type RefusalCode = keyof typeof REFUSALS;

/** The domain says no, for a reason that no later fact can mend. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly code: RefusalCode,
    /** What it is about: an entry, a stream, an event. */
    readonly about: string | null = null,
  ) {
    super(about === null ? REFUSALS[code] : `${about}: ${REFUSALS[code]}`);
  }
}
