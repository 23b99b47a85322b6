import { CITATIONS, type CitationType, EXPORT_FORMATS, type ExportFormat, LIST_FILES } from '@in-force/engine';
import { type Feed, writeAtom, writeJsonFeed } from '@in-force/formats';
import type { FastifyReply } from 'fastify';

/** The media type of each format. */
export const TYPES: Readonly<Record<ExportFormat, string>> = {
  ndjson: 'application/x-ndjson; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
  parquet: 'application/vnd.apache.parquet',
};

/** The forms of feeds: the media type of each, and what writes it. */
const FEEDS = {
  atom: ['application/atom+xml; charset=utf-8', writeAtom],
  json: ['application/feed+json; charset=utf-8', writeJsonFeed],
} as const;

/** Sends a feed in one of its forms. */
export function sendFeed(reply: FastifyReply, form: keyof typeof FEEDS, feed: Feed): FastifyReply {
  const [type, write] = FEEDS[form];
  return reply.type(type).send(write(feed));
}

/** The lists that are also files, the exports of the whole record, and the forms of a citation. */
export const FILES = LIST_FILES.flatMap((list) => EXPORT_FORMATS.map((format) => `${list}.${format}`));
export const SPANS = EXPORT_FORMATS.map((format) => `export/spans.${format}`);
export const EXPORTS = EXPORT_FORMATS.map((format) => `export/events.${format}`);
export const CITED = Object.values(CITATIONS).map(({ suffix }) => `controls.${suffix}`);

/** Returns the media type of a file by its name. */
export function mediaTypeOf(file: string): string {
  const suffix = file.slice(file.lastIndexOf('/') + 1).replace(/^[^.]+\./, '');
  const citation = (Object.keys(CITATIONS) as CitationType[]).find((type) => CITATIONS[type].suffix === suffix);
  return citation ?? TYPES[suffix as ExportFormat].split(';', 1)[0] ?? '';
}
