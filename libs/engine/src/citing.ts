import { inWords } from '@in-force/answers';
import { bibtex, type Cited, csl, ris, words } from '@in-force/formats';
import { factsOf, type Sealed } from './citations.js';
import { FORM } from './digest.js';

/** The forms in which an answer can be cited, by media type, with the suffix and the name of each. */
export const CITATIONS = {
  'application/x-bibtex': { suffix: 'bib', name: 'bibtex', write: bibtex },
  'application/vnd.citationstyles.csl+json': { suffix: 'csl.json', name: 'csl', write: csl },
  'application/x-research-info-systems': { suffix: 'ris', name: 'ris', write: ris },
  'text/x-bibliography': { suffix: 'txt', name: 'words', write: words },
} as const;
export type CitationType = keyof typeof CITATIONS;

/** Returns the form that an Accept header asks for; null where it asks for none of them. */
export const citationIn = (accept: string | undefined): CitationType | null =>
  (Object.keys(CITATIONS) as CitationType[]).find((type) => accept?.includes(type)) ?? null;

/** An answer as a work to be cited: `base` is what its link begins with, `today` the day, `release` what it rests on, if it does. */
export function citedAs(
  answer: Sealed & { readonly asked?: unknown; readonly title?: unknown },
  { base, today, release }: { readonly base: string; readonly today: string; readonly release: string | null },
): Cited {
  const { on, region, item, knownOn } = (answer.asked ?? {}) as Readonly<Record<string, string | null>>;
  const about = typeof answer.title === 'string' ? answer.title : 'Controls';
  const title = [
    about,
    on && ` on ${inWords(on)}`,
    region && `, for ${region}`,
    item && `, item ${item}`,
    knownOn && `, as known on ${inWords(knownOn)}`,
  ]
    .filter(Boolean)
    .join('');
  const { id, position, recordedAt } = answer.log;
  return {
    key: `in-force-${factsOf(answer).slice(FORM.length, FORM.length + 12)}`,
    title,
    url: `${base}${answer.cite}`,
    day: recordedAt?.slice(0, 10) ?? null,
    accessed: today,
    note: `Record ${[release, `position ${position}`, `head ${id}`].filter(Boolean).join(', ')}; facts ${factsOf(answer)}`,
  };
}
