/** Returns an act as it is cited: its authority and its number, as far as there are any. */
export const actCited = ({ body, number }: { readonly body?: string | null; readonly number?: string | null }): string =>
  [body, number].filter(Boolean).join(' ');

/** Returns who spoke: a human being by name, and for whom. */
export const speakerInFull = ({ person, speaker }: { readonly person: string | null; readonly speaker: string }): string =>
  person && !speaker.includes(person) ? `${person}, ${speaker}` : speaker;
