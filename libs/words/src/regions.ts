import { BLOCS, COUNTRIES, isBloc, isCountry, type Region, regionName, WORLD_REGION } from '@in-force/events';
import { fold, nameKey, Spellings } from './fold.js';
import { type Hints, nearby, nearest, someHints } from './near.js';
import { AMBIGUOUS, CODES, NAMES, NO_REGIONS, ORGANISATIONS, OTHER_CODES, TWINS } from './regions.data.js';
import { quoted, refuse } from './unreadable.js';

const listed = (names: string): readonly string[] => names.split(', ');

const codes = new Map<string, Region>([
  ...CODES.flatMap((line): [string, Region][] => {
    const [code = '', ...others] = line.split(' ', 3);
    return [code, ...others].map((other) => [other, code]);
  }),
  ...BLOCS.map((code): [string, Region] => [code, code]),
  ...Object.entries(OTHER_CODES),
]);

const NAMED: readonly (readonly [name: string, code: Region])[] = [
  [WORLD_REGION, WORLD_REGION],
  ...[...COUNTRIES, ...BLOCS]
    .filter((code) => code !== 'CG') // its name alone is said of both Congos
    .map((code): [string, Region] => [regionName(code), code]),
  ...CODES.map((line): [string, Region] => [line.split(' ').slice(3).join(' '), line.slice(0, 2)]),
  ...Object.entries(NAMES).flatMap(([code, names]) => listed(names).map((name): [string, Region] => [name, code])),
];
const names = new Spellings(nameKey, NAMED);

/** What is near is sought among names: codes are too short to be near to anything. */
const near = NAMED.filter(([name]) => name.length > 3).map(([name, code]) => [fold(name), code] as const);

const named = (code: Region): string => `${code} (${regionName(code)})`;

const refusals = new Spellings<string>(nameKey, [
  ...AMBIGUOUS.flatMap(([names, codes]) =>
    listed(names).map((name) => [name, `It may mean ${codes.split(' ').map(named).join(' or ')}. Write the code.`] as const),
  ),
  ...NO_REGIONS.flatMap(([names, why]) => listed(names).map((name) => [name, why] as const)),
]);
const organisations = new Spellings(
  nameKey,
  listed(ORGANISATIONS).map((name) => [name, true]),
);

const isRegion = (text: string): boolean => isCountry(text) || isBloc(text) || text === WORLD_REGION;

/** Returns the region that a text means; undefined where it is no name or code of one alone. */
function find(text: string): Region | undefined {
  if (isRegion(text)) return text;
  const bare = text.trim();
  return codes.get(bare.toUpperCase().replaceAll('.', '')) ?? names.find(bare);
}

const nearRegions = (text: string): readonly string[] => nearest(text, near, TWINS).map(named);

/** Returns why a text is a name of no region, where that is known. */
const whyNone = (text: string): string | undefined => refusals.find(text);

/**
 * Reads a region: a code of ISO, the EU, the UN or the World Bank, or a name.
 *
 * @throws {Unreadable} for everything else, with what is near; a name of two countries is told to be one.
 */
export function readRegion(text: string, hints: Hints = someHints()): Region {
  const found = find(text);
  if (found !== undefined) return found;
  const why = whyNone(text);
  if (why !== undefined) return refuse(`${quoted(text)} is no region here. ${why}`);
  if (organisations.find(text)) return refuse(`${quoted(text)} is no region here: ${NO_BLOC}`);
  const several = text.split(',').map(find);
  if (several.length > 1 && !several.includes(undefined))
    return refuse(`${quoted(text)} is ${several.length} regions: ${several.join(', ')}. Ask about one at a time.`);
  return refuse(
    `Unknown region ${quoted(text)}. Use an ISO 3166-1 code such as DE, a bloc such as EU, or world.${nearby(hints, () => nearRegions(text))}`,
  );
}

const NO_BLOC = `its members are not kept. Name its countries, or a bloc: ${BLOCS.join(', ')}.`;

/** So many parts may a name with commas have. */
const PARTS = 4;

/** So many faults of a list are told. */
const TOLD = 5;

/**
 * Reads regions, separated by commas; a name may hold commas itself.
 *
 * @throws {Unreadable} naming each that cannot be read.
 */
export function readRegions(text: string, hints: Hints = someHints()): readonly Region[] {
  const parts = text.split(/[,;，、；]/);
  if (parts.every(isRegion)) return parts;
  const found: Region[] = [];
  const faults: string[] = [];
  for (let at = 0; at < parts.length && faults.length < TOLD; ) {
    const name = joinedName(parts, at);
    if (name !== null && name.faults === null) found.push(name.region);
    else if (name?.faults) faults.push(name.faults);
    else {
      try {
        found.push(readRegion(parts[at] as string, hints));
      } catch (error) {
        faults.push((error as Error).message);
      }
    }
    at += name?.length ?? 1;
  }
  return faults.length > 0 ? refuse(faults.join(' ')) : found;
}

/** Finds the longest name of several parts that begins at one; it is at fault where its parts are regions too. */
function joinedName(parts: readonly string[], at: number) {
  for (let length = Math.min(PARTS, parts.length - at); length > 1; length--) {
    const own = parts.slice(at, at + length);
    const whole = own.map((part) => part.trim()).join(', ');
    const region = find(whole);
    if (region === undefined) continue;
    const each = own.map(find);
    const twice = each.includes(undefined) ? null : `${quoted(whole)} may mean ${region} alone, or ${each.join(' and ')}. Write the codes.`;
    return { region, length, faults: twice };
  }
  return null;
}

const PARTY = /^[A-Z][A-Z0-9-]{1,15}$/;

/**
 * Reads a party: a country or a bloc as `readRegion` does, or the short name of an organisation in capitals.
 *
 * @throws {Unreadable} for everything else, and for capitals that are a mistyped country.
 */
export function readParty(text: string, hints: Hints = someHints()): string {
  const found = find(text);
  if (found !== undefined && found !== WORLD_REGION) return found;
  const why = whyNone(text);
  if (why !== undefined) return refuse(`${quoted(text)} is no party here. ${why}`);
  if (PARTY.test(text) && (text.length < MISTYPED || nearRegions(text).length === 0)) return text;
  return refuse(`${quoted(text)} is no party; write a code such as US, EU or CN.${nearby(hints, () => nearRegions(text))}`);
}

/** Shorter capitals are names of organisations. */
const MISTYPED = 6;
