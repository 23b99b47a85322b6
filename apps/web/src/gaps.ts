/** Texts and numbers by the names of the gaps that they fill. */
export type Values = Readonly<Record<string, string | number>>;

/** Returns a text, its gaps filled: `{name}` is one. */
export const filled = (text: string, values: Values): string =>
  text.replace(/\{(\w+)\}/g, (gap, name: string) => String(values[name] ?? gap));
