import { z } from 'zod';
import { dayAfter, type ExactDay } from './days.js';
import { BLOC_NAMES, COUNTRY_NAMES, MEMBERSHIPS, type Membership } from './regions.data.js';

/** Every country of ISO 3166-1, by its alpha-2 code, and Kosovo by `XK`, which ISO leaves to its users. */
export const COUNTRIES: readonly string[] = Object.keys(COUNTRY_NAMES);
/** The blocs whose membership we know by date. */
export const BLOCS: readonly string[] = Object.keys(BLOC_NAMES);
/** Every country but the issuer's. */
export const WORLD_REGION = 'world';

export const isCountry = (code: string): boolean => Object.hasOwn(COUNTRY_NAMES, code);
export const isBloc = (code: string): boolean => Object.hasOwn(BLOC_NAMES, code);

/** A country, by its ISO 3166-1 alpha-2 code in capitals, or `XK`. */
export const Country = z.string().refine(isCountry, 'must be an ISO 3166-1 code such as DE');
export type Country = z.infer<typeof Country>;

/** How codes of countries, of blocs and the world are written. */
const PLACE = '^([A-Z][A-Z0-9-]{1,15}|world)$';

/** A country (ISO 3166-1 alpha-2), a bloc, or `world`: every country but the issuer's. */
export const Region = z
  .string()
  .refine(
    (code) => isCountry(code) || isBloc(code) || code === WORLD_REGION,
    'must be an ISO 3166-1 code such as DE, a bloc such as EU, or world',
  )
  .meta({ description: 'A country (ISO 3166-1 alpha-2), a bloc, or world: every country but the issuer’s.', pattern: PLACE });
export type Region = z.infer<typeof Region>;

/** A party that speaks: a country or a bloc. */
export const PartyRegion = z
  .string()
  .refine(
    (code) => isCountry(code) || isBloc(code),
    'must be a country such as DE or a bloc such as EU; any other speaker speaks without a party',
  );
export type PartyRegion = z.infer<typeof PartyRegion>;

/** Returns what was said, without a party that is neither a country nor a bloc, and without the readings that only a party has. */
export function withoutOrganisation<Said extends { readonly party?: string }>(said: Said): object {
  const { party = '', ...rest } = said;
  return PartyRegion.safeParse(party).success ? said : Object.fromEntries(Object.entries(rest).filter(([name]) => name !== 'readings'));
}

const memberships = new Map(BLOCS.map((bloc) => [bloc, MEMBERSHIPS.filter((membership) => membership.bloc === bloc)]));
const isMember = ({ from, through }: Membership, on: ExactDay): boolean => from <= on && (through === undefined || on <= through);

/** Returns the members of a bloc on a day, in order; nobody before it began. */
export const members = (bloc: string, on: ExactDay): readonly string[] =>
  (memberships.get(bloc) ?? [])
    .filter((membership) => isMember(membership, on))
    .map(({ country }) => country)
    .sort();

const changes = new Map(
  BLOCS.map((bloc) => [
    bloc,
    [
      ...new Set((memberships.get(bloc) ?? []).flatMap(({ from, through }) => (through ? [from, dayAfter(through)] : [from]))),
    ].sort() as readonly string[],
  ]),
);

/** Returns the days on which a bloc's membership changed: the first of each new state, in order. */
export const membershipChanges = (bloc: string): readonly ExactDay[] => changes.get(bloc) ?? [];

/** Returns the first day of the state that a bloc's membership is in on a day; the empty text before it began, and for what is no bloc. */
export const memberedSince = (bloc: string, on: ExactDay): ExactDay | '' => membershipChanges(bloc).findLast((day) => day <= on) ?? '';

/** The days on which the countries of a region changed; a country's never do, and those of `world` only as its issuer's do. */
export const regionChanges = membershipChanges;

const sets = new Map<string, ReadonlySet<string>>();

/** Returns the countries of a region on a day. `world` leaves out the issuer's own: all its members, where the issuer is a bloc. */
export function countriesOf(region: Region, on: ExactDay, issuer: Region): ReadonlySet<string> {
  const subject = region === WORLD_REGION ? issuer : region;
  const key = `${region} ${subject} ${memberedSince(subject, on)}`;
  let set = sets.get(key);
  if (!set) {
    const own = isBloc(subject) ? members(subject, on) : [subject];
    set = new Set(region === WORLD_REGION ? COUNTRIES.filter((country) => !own.includes(country)) : own);
    sets.set(key, set);
  }
  return set;
}

/** Returns whether any of some regions has one of these countries on a day. `world` leaves out the issuer's own. */
export const regionsMeet = (regions: readonly Region[], countries: ReadonlySet<string>, on: ExactDay, issuer: Region): boolean =>
  regions.some((region) => [...countriesOf(region, on, issuer)].some((country) => countries.has(country)));

/** Returns the English name of a region. */
export const regionName = (code: Region): string => COUNTRY_NAMES[code] ?? BLOC_NAMES[code] ?? (code === WORLD_REGION ? 'the world' : code);
