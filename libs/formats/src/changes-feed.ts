import { type Change, place, type Question, spellItem, spellLead } from '@in-force/answers';
import type { Feed, FeedEntry, Standing } from './feed.js';

/** A change with a name that stays, whatever rules its cursor was given under. */
type NamedChange = Change & { readonly name: string };

/** Returns what changed in an answer, as a feed. */
export function changesFeed(question: Question, changes: readonly NamedChange[], standing: Standing): Feed {
  const { region, item, issuer, kind, measure, lead } = question;
  const about = [measure, region && place(region), item && spellItem(item), issuer?.map((one) => place(one)), kind].flat().filter(Boolean);
  const ahead = lead.length === 0 ? '' : ` Dates are told ahead: ${lead.map(spellLead).join(', ')}.`;
  return {
    ...standing,
    title: `Trade controls that change${about.length > 0 ? `: ${about.join(', ')}` : ''}`,
    description: `What changed in the answer of today, and why: world, by a new act or word; knowledge, because the record learned of it late, or was corrected; clock, because a day came.${ahead}`,
    entries: changes.map(entryOf),
  };
}

function entryOf({ name, at, cause, title, measures, text, answer, due, lead, before, after, became }: NamedChange): FeedEntry {
  const facts = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])] as (keyof NonNullable<Change['after']>)[];
  const differing = before && after ? facts.map((fact) => `${fact}: ${said(before[fact])} → ${said(after[fact])}`) : [];
  return {
    id: `urn:in-force:change:${name}`,
    title: `${title ?? measures.join(', ')}${due === null ? '' : `: ${due}`}`,
    text: [
      text,
      ...differing,
      ...(became === null ? [] : [`It became ${became}.`]),
      ...(lead === null ? [] : [`Told ${lead} ahead.`]),
    ].join('\n'),
    url: answer,
    at,
    categories: [cause, ...measures],
  };
}

const said = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? null));
