/** The parameters of the page in the order in which an address names them. */
const ORDER = [
  'q',
  'on',
  'region',
  'item',
  'from',
  'to',
  'status',
  'issuer',
  'party',
  'person',
  'about',
  'measure',
  'knownOn',
  'reading',
  'recordedAt',
  'after',
  'lang',
];

export type Parameters = Readonly<Record<string, string | null | undefined>>;

/** Returns an address with its parameters, those left out that have no value. */
export function address(path: string, parameters: Parameters = {}): string {
  const names = Object.keys(parameters).sort((a, b) => rank(a) - rank(b));
  const pairs = names.flatMap((name) => {
    const value = parameters[name];
    return value === null || value === undefined || value === ''
      ? []
      : [`${encodeURIComponent(name)}=${encodeURIComponent(value).replace(/%2C|%3A/g, decodeURIComponent)}`];
  });
  return pairs.length > 0 ? `${path}?${pairs.join('&')}` : path;
}

/** Returns the path beneath which the page is served, by its public address: `/in-force`, or nothing. */
export const rootOf = ({ url }: { readonly url: string | null }): string => (url === null ? '' : new URL(url).pathname.replace(/\/$/, ''));

const rank = (name: string): number => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);

/** Returns what of a question goes along from one view to another. */
export const carried = ({ region, item, knownOn, reading, recordedAt, lang }: Parameters): Parameters => ({
  region,
  item,
  knownOn,
  reading,
  recordedAt,
  lang,
});
