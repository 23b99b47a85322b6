import { generateAtomFeed, generateJsonFeed } from 'feedsmith';

/** Something told in a feed. */
export interface FeedEntry {
  /** A URI that names it for ever. */
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** Where more of it stands; null where it has no address. */
  readonly url: string | null;
  /** When it was told, and when what is told of it last changed. */
  readonly at: string;
  readonly categories: readonly string[];
}

/** What is told, for feed readers. */
export interface Feed {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** The address of the feed itself, of the same as a page or as JSON, and of its next part; null where there is none. */
  readonly self: string;
  readonly alternate: string;
  readonly next: string | null;
  /** When it last changed; where nothing is told, when the record began. */
  readonly updated: string;
  readonly rights: string;
  readonly entries: readonly FeedEntry[];
}

/** Where a feed stands, and what names it. */
export type Standing = Pick<Feed, 'id' | 'self' | 'alternate' | 'next' | 'updated' | 'rights'>;

const AUTHOR = 'In Force';

/** Writes a feed as Atom (RFC 4287), with a link to its next part (RFC 5005). */
export function writeAtom({ id, title, description, self, alternate, next, updated, rights, entries }: Feed): string {
  return generateAtomFeed({
    id,
    title: { value: title },
    subtitle: { value: description },
    updated,
    rights: { value: rights },
    authors: [{ name: AUTHOR }],
    links: [
      { rel: 'self', href: self, type: 'application/atom+xml' },
      { rel: 'alternate', href: alternate },
      ...(next === null ? [] : [{ rel: 'next', href: next }]),
    ],
    entries: entries.map((entry) => ({
      id: entry.id,
      title: { value: plain(entry.title) },
      content: { type: 'text', value: plain(entry.text) },
      published: entry.at,
      updated: entry.at,
      links: entry.url === null ? [] : [{ rel: 'alternate', href: entry.url }],
      categories: entry.categories.map((term) => ({ term })),
    })),
  });
}

/** Writes a feed as JSON Feed 1.1. */
export function writeJsonFeed({ title, description, self, alternate, next, entries }: Feed): string {
  const feed = generateJsonFeed({
    title,
    description,
    feed_url: self,
    home_page_url: alternate,
    ...(next !== null && { next_url: next }),
    language: 'en',
    authors: [{ name: AUTHOR }],
    items: entries.map((entry) => ({
      id: entry.id,
      title: entry.title,
      content_text: entry.text,
      ...(entry.url !== null && { url: entry.url }),
      date_published: entry.at,
      date_modified: entry.at,
      tags: [...entry.categories],
    })),
  });
  return JSON.stringify({ items: [], ...(feed as object) }); // the library leaves an empty list out, which readers demand
}

/** A text without the control characters that XML has no way to write. */
const plain = (text: string): string => text.replace(/(?![\t\n\r])\p{Cc}/gu, ' ');
