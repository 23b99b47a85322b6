import { idOf, instrumentOf, isBloc, isCountry, regionName } from '@in-force/events';
import { entryOf, is, noteAt, type RecordView, type Seen, type Steps, sourcesAt, streamsOf } from '@in-force/rules';
import { inWords, itemsInWords, regionsInWords } from './wording.js';

/** What can be found, in the order in which it is shown. */
export const KINDS = [
  'measure',
  'instrument',
  'negotiation',
  'round',
  'commitment',
  'statement',
  'licensing',
  'facilitation',
  'source',
] as const;
type Kind = (typeof KINDS)[number];

/** Something that can be found by its words. */
export interface Document {
  readonly key: string;
  readonly type: Kind;
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly link: string;
  readonly publishedOn: string | null;
}

/** Returns all that can be found at some clocks: nothing of it was public, or recorded, later. */
export function* documents(known: RecordView): Steps<Map<string, Document>> {
  const found = new Map<string, Document>();
  const add = (document: Omit<Document, 'key'>) => {
    const key = `${document.type}/${document.id}`;
    const before = found.get(key);
    const text = before?.text.includes(document.text) ? before.text : [before?.text, document.text].filter(Boolean).join(' ');
    found.set(key, { ...(before ?? document), key, text });
  };
  for (const stream of streamsOf(known.record)) {
    yield;
    const seen = known.seen(stream);
    for (const event of seen) {
      const told = telling(event, seen, known);
      if (told) add(told);
      const { instrument, publishedOn } = event;
      if (instrument)
        add({
          type: 'instrument',
          id: instrument.id,
          title: instrument.title,
          text: `${instrument.body} ${instrument.number ?? ''} ${regionName(instrument.issuer)} ${dayOf(instrument.day)}`,
          link: `/v1/instruments/${instrument.id}`,
          publishedOn,
        });
      for (const { publisher, title, url, published, quote, supports } of sourcesAt(known, event).sources)
        add({
          type: 'source',
          id: url ?? `${publisher}: ${title}`,
          title,
          text: [publisher, quote?.text, supports].filter(Boolean).join(' '),
          link: url ?? `/v1/events/${event.id}`,
          publishedOn: published,
        });
    }
  }
  return found;
}

/** A day as it is written and as it is said. */
const dayOf = (day: string): string => `${day} ${inWords(day)}`;

const placesIn = (codes: readonly string[]): string =>
  codes.flatMap((code) => (isCountry(code) || isBloc(code) ? [`${code} ${regionName(code)}`] : [code])).join(' ');

/** What each kind of measure is looked for by, beside its name. */
const CALLED: Readonly<Record<string, string>> = {
  'export-licence': 'export licence license licensing control controls',
  'export-ban': 'export ban controls',
  'entity-listing': 'entity list listing',
  'procurement-ban': 'procurement ban',
  'import-ban': 'import ban',
  'trade-management': 'trade management',
};

/** Returns what an event says in words, under the subject it is about; null where that is told by others of its stream. */
function telling(event: Seen, seen: readonly Seen[], known: RecordView): Omit<Document, 'key'> | null {
  const { type, data, stream, publishedOn, summary = '' } = event;
  const id = idOf(stream);
  const quotes = sourcesAt(known, event).sources.flatMap(({ quote }) => quote?.text ?? []);
  const said = (...texts: (string | undefined | null)[]) =>
    [...texts, summary, ...quotes, noteAt(known, event), dayOf(publishedOn)].filter(Boolean).join(' ');
  const document = (kind: Kind, title: string, text: string, link: string, own = id) => ({
    type: kind,
    id: own,
    title,
    text,
    link,
    publishedOn,
  });
  switch (type) {
    case 'measure.announced': {
      const { items, regions, limit, note } = data.scope;
      const lines =
        items === 'all' ? [] : items.flatMap(({ item, name, codes = [], hs = [], note }) => [item, name, ...codes, ...hs, note]);
      const named = [itemsInWords(data.scope), regionsInWords(data.scope), placesIn(regions), placesIn([data.issuer])];
      const text = said(
        instrumentOf(id),
        event.instrument?.title,
        event.instrument?.number,
        CALLED[data.kind] ?? data.kind,
        ...named,
        ...lines,
        ...(limit?.names ?? []),
        note,
        data.rate?.text,
      );
      return document('measure', data.title, text, `/v1/measures/${id}`);
    }
    case 'statement.made':
      return document(
        'statement',
        data.title,
        said(data.text, data.speaker, data.person, data.party, data.claim),
        `/v1/events/${event.id}`,
      );
    case 'commitment.made':
      return document('commitment', data.text, said(data.speaker, data.person, data.party), `/v1/commitments/${id}`);
    case 'commitment.narrowed':
      return document('commitment', data.text, said(data.text), `/v1/commitments/${id}`);
    case 'negotiation.opened':
      return document('negotiation', data.title, said(data.subject, placesIn(data.parties)), `/v1/negotiations/${id}`);
    case 'negotiation.round-scheduled':
    case 'negotiation.round-held': {
      const { persons = [], outcome = null } = data as { persons?: string[]; outcome?: string | null };
      const track = seen.find(is('negotiation.opened'))?.data.title;
      const text = said(data.place, outcome, ...persons, placesIn(data.parties), track, dayOf(data.from), dayOf(data.through));
      return document('round', data.title, text, `/v1/negotiations/${id}`, entryOf(event));
    }
    case 'licensing.reported':
      return document('licensing', data.title, said(data.text, data.speaker, data.party), `/v1/events/${event.id}`, event.id);
    case 'facilitation.opened':
      return document('facilitation', data.title, said(data.text, data.kind, placesIn(data.regions)), `/v1/facilitations`);
    default: {
      const title = type.startsWith('measure.') ? known.life(id)?.announced.data.title : undefined;
      return title === undefined ? null : document('measure', title, said(), `/v1/measures/${id}`);
    }
  }
}
