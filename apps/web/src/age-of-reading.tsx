import { useTexts } from './text.js';

interface Checked {
  readonly checkedThrough: Readonly<Record<string, string | null>>;
  readonly daysSinceChecked: Readonly<Record<string, number | null>>;
}

/** Tells through which day the publications of each issuer were read, and how long before the day asked about: later silence means nothing. */
export function AgeOfReading({ answer: { checkedThrough, daysSinceChecked } }: { readonly answer: Checked }) {
  const texts = useTexts();
  const groups = new Map<string, string[]>();
  for (const [issuer, through] of Object.entries(checkedThrough)) {
    const key = through === null ? '' : daysSinceChecked[issuer] === 0 ? 'since' : through;
    groups.set(key, [...(groups.get(key) ?? []), texts.placed(issuer)]);
  }
  if (groups.size === 0) return <p class="age">{texts.say('age.nobody')}</p>;
  const told = [...groups]
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .map(([through, issuers]) => {
      const who = texts.row(issuers);
      if (through === '') return texts.say('age.never', { issuers: who });
      if (through === 'since') return texts.say('age.fresh', { issuers: who });
      const [first = ''] = Object.entries(checkedThrough).flatMap(([issuer, day]) => (day === through ? [issuer] : []));
      return texts.count('age.read', daysSinceChecked[first] ?? 0, { issuers: who, day: texts.day(through) });
    });
  return <p class="age">{told.join(' ')}</p>;
}
