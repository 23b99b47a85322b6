import { type Control, inWords, place, row } from '@in-force/answers';
import type { Region } from '@in-force/events';
import type { Status } from '@in-force/rules';
import { count } from './text.js';

/** A control as it is shown: with what of the question has its status, and the measures through which it bites. */
export type Shown = Control & {
  readonly bearsOn?: readonly { readonly items: readonly string[] | null; readonly regions: readonly Region[] | null }[] | null;
  readonly via?: readonly { readonly id: string; readonly status: Status }[] | null;
  readonly frame?: boolean;
};

/** Returns how long before the day asked each issuer was last read; one that was read since is not named. */
export function agesInWords({
  checkedThrough,
  daysSinceChecked,
}: {
  readonly checkedThrough: Readonly<Record<Region, string | null>>;
  readonly daysSinceChecked: Readonly<Record<Region, number | null>>;
}): string {
  const groups = new Map<string, string[]>();
  for (const [issuer, through] of Object.entries(checkedThrough)) {
    const days = daysSinceChecked[issuer] ?? null;
    if (days === 0) continue;
    const said = through === null || days === null ? 'never read' : `last read through ${inWords(through)}, ${count(days, 'day')} before`;
    groups.set(said, [...(groups.get(said) ?? []), place(issuer)]);
  }
  return [...groups]
    .map(([said, issuers]) => {
      const who = row(issuers).replace(/^./, (letter) => letter.toUpperCase());
      return `${who} ${issuers.length > 1 ? 'were' : 'was'} ${said}.`;
    })
    .join(' ');
}

/** Returns how far the publications of each issuer were read. */
export const readThroughInWords = (checkedThrough: Readonly<Record<Region, string | null>>): string =>
  Object.entries(checkedThrough)
    .map(([issuer, day]) =>
      day === null
        ? `Nobody has read the publications of ${place(issuer)}.`
        : `The publications of ${place(issuer)} were read through ${inWords(day)}.`,
    )
    .join(' ') || 'Whose publications to read is not known.';

/** So many names are told one by one; of more, how many. */
const FEW = 5;

/** Returns what of the question has the status, where that is not all of it. */
export function bearsOnInBrief({ bearsOn }: Shown): string {
  const told = partsInBrief(bearsOn);
  return told ? `of what was asked: ${told}` : '';
}

/** Returns parts of a question: `holmium for BE, CZ; erbium`. */
export function partsInBrief(bearsOn: Shown['bearsOn']): string {
  const told = (bearsOn ?? []).flatMap(({ items, regions }) => {
    const what = items && (items.length > FEW ? `${items.length} items` : items.join(', '));
    const where = regions && (regions.length > FEW ? `${regions.length} regions` : regions.join(', '));
    return what === null && where === null ? [] : [[what, where && `for ${where}`].filter(Boolean).join(' ')];
  });
  return told.join('; ');
}

/** Returns the measures through which a control bites; one of another status than its own says so. */
export function viaInBrief({ via, status }: Shown): string {
  if (!via || via.length === 0) return '';
  return `through ${idsInBrief(via, status)}`;
}

/** Returns the ids of measures, the first ones of many; one of another status than is told already says so. */
export function idsInBrief(via: NonNullable<Shown['via']>, status?: Status): string {
  const told = via.slice(0, FEW).map((one) => (one.status === status ? one.id : `${one.id} (${one.status})`));
  return `${told.join(', ')}${via.length > FEW ? ` and ${via.length - FEW} more` : ''}`;
}

/** Returns what the texts alone say of the controls that nobody has confirmed. */
export function byTermsInWords(controls: readonly Control[]): string {
  const groups = new Map<Status, string[]>();
  for (const { id, byTerms } of controls) if (byTerms) groups.set(byTerms, [...(groups.get(byTerms) ?? []), id]);
  const told = [...groups].map(([status, ids]) => `${status} for ${ids.length > FEW ? `${ids.length} measures` : ids.join(', ')}`);
  return told.length > 0
    ? `unconfirmed: the calendar alone changed it, and nobody has confirmed that. The texts give, with since and until, ${told.join('; ')}.`
    : '';
}
