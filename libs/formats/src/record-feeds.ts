import { type Erratum, happened } from '@in-force/answers';
import { idOf, type Recorded, streamOf } from '@in-force/events';
import type { Feed, FeedEntry, Standing } from './feed.js';

/** An event, and what the measure that it is on is called; null where it is on none, or nobody announced it. */
export interface TitledEvent {
  readonly event: Recorded;
  readonly title: string | null;
}

/** Returns events of the record as a feed. `linkTo` gives the address of an event. */
export function recordFeed(events: readonly TitledEvent[], linkTo: (event: string) => string, standing: Standing): Feed {
  return {
    ...standing,
    title: 'The record of trade controls',
    description: 'What was recorded, event by event. A correction says what the record had wrong, and is no change of policy.',
    entries: events.map((titled) => eventEntry(titled, linkTo)),
  };
}

function eventEntry({ event, title }: TitledEvent, linkTo: (event: string) => string): FeedEntry {
  const { id, type, stream, recordedAt, publishedOn, summary, note, sources, instrument } = event;
  const told = happened(event, title === null ? {} : { subject: `“${title}”` });
  const lines = [
    summary ?? told,
    ...(summary === undefined ? [] : [told]),
    ...(note === undefined ? [] : [`Note: ${note}`]),
    `Published ${publishedOn}${instrument ? ` (${instrument.title})` : ''}.`,
    ...sources.map(({ publisher, url }) => `Source: ${publisher}${url === null ? '' : `, ${url}`}`),
  ];
  return {
    id: `urn:uuid:${id}`,
    title: title ?? `${type}: ${idOf(stream)}`,
    text: lines.join('\n'),
    url: linkTo(id),
    at: recordedAt,
    categories: [type, stream],
  };
}

/** Returns corrections and retractions as a feed. */
export function errataFeed(errata: readonly Erratum[], linkTo: (event: string) => string, standing: Standing): Feed {
  return {
    ...standing,
    title: 'Errata of the record of trade controls',
    description: 'What the record had wrong, with what it says since.',
    entries: errata.map((erratum) => erratumEntry(erratum, linkTo)),
  };
}

function erratumEntry(
  { event, what, recordedAt, reason, type, subject, id, measures, changed }: Erratum,
  linkTo: (event: string) => string,
) {
  const stream = streamOf(subject, id);
  return {
    id: `urn:uuid:${event}`,
    title: `${what === 'corrected' ? 'Corrected' : 'Retracted'}: ${type} of ${id}`,
    text: [reason, ...changed.map(({ field, before, after }) => `${field}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`)].join(
      '\n',
    ),
    url: linkTo(event),
    at: recordedAt,
    categories: [what, stream, ...measures],
  };
}
