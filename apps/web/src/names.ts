/** Returns an act by its name, with its number where the name does not hold it. */
export const actNamed = ({ title, number }: { readonly title: string; readonly number?: string | null }): string =>
  number && !title.includes(number) ? `${title} (${number})` : title;

/** Returns who spoke: a human being by name, and for whom. */
export const speakerInFull = ({ person, speaker }: { readonly person: string | null; readonly speaker: string }): string =>
  person && !speaker.includes(person) ? `${person}, ${speaker}` : speaker;
