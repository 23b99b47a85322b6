import { happened, Unknown } from '@in-force/answers';
import type { Recorded } from '@in-force/events';
import { address } from './address.js';
import type { Asking, View } from './page.js';
import { eventAddress } from './read-question.js';
import { AskedElsewhere } from './take-away.js';
import { useTexts } from './text.js';

/** How many events a page of the record holds. */
const PAGE = 50;

/** The record as a set of data, in the words of schema.org. */
const dataSet = ({ url }: Asking) => ({
  '@context': 'https://schema.org',
  '@type': 'Dataset',
  name: 'In Force',
  license: 'https://creativecommons.org/licenses/by/4.0/',
  distribution: ['ndjson', 'csv', 'parquet'].map((format) => ({
    '@type': 'DataDownload',
    encodingFormat: format,
    contentUrl: `${url ?? ''}/v1/export/events.${format}`,
  })),
});

/** Shows the record itself, as an event store’s own browser does: the latest first, or one stream from its beginning. */
export function record(asking: Asking): View {
  const { answers, texts, query } = asking;
  const { readModel } = answers;
  const head = readModel.position;
  const before = Math.min(Number.parseInt(query.before ?? '', 10) || head + 1, head + 1);
  const stream = query.stream ?? null;
  const events = stream === null ? positionsBefore(before).map((position) => readModel.eventAt(position)) : readModel.events.stream(stream);
  if (stream !== null && events.length === 0) throw new Unknown(`No stream "${stream}" in this log.`);
  const sentence =
    stream === null
      ? texts.count('record.headline', head, { day: head > 0 ? texts.day(readModel.eventAt(head).recordedAt.slice(0, 10)) : '' })
      : texts.count('record.stream', events.length, { stream });
  const last = events.at(-1)?.position ?? 1;
  return {
    title: sentence,
    description: sentence,
    section: '/record',
    alternates: [{ type: 'application/json', href: '/v1/events', title: 'JSON' }],
    data: dataSet(asking),
    lead: (
      <>
        <h1 id="headline">{sentence}</h1>
        <p class="about">{texts.say('record.about')}</p>
        <p>
          <a href="/v1/checkpoint">{texts.say('record.checkpoint')}</a> ·{' '}
          <a href="/v1/export/events.ndjson">{texts.say('record.export')}</a> ·{' '}
          <a href={address('/errata', { lang: query.lang })}>{texts.say('record.errata')}</a>
        </p>
      </>
    ),
    body: (
      <>
        <RecordTable events={events} asking={asking} />
        {stream === null && last > 1 && (
          <p>
            <a href={address('/record', { before: String(last), lang: query.lang })}>{texts.say('record.earlier')}</a>
          </p>
        )}
        <AskedElsewhere base={asking.base} path="/v1/events" plain="" command="log tail" />
      </>
    ),
  };
}

const positionsBefore = (before: number): number[] => Array.from({ length: Math.min(PAGE, before - 1) }, (_, at) => before - 1 - at);

/** Events by position. */
export function RecordTable({ events, asking }: { readonly events: readonly Recorded[]; readonly asking: Asking }) {
  const texts = useTexts();
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col" class="position">
              {texts.say('record.position')}
            </th>
            <th scope="col">{texts.say('record.published')}</th>
            <th scope="col">{texts.say('record.event')}</th>
            <th scope="col">{texts.say('record.streams')}</th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <tr key={event.id}>
              <td class="position">
                <a href={eventAddress(event.id, asking.query)}>{event.position}</a>
              </td>
              <td class="day">{texts.day(event.publishedOn)}</td>
              <td class="told">
                {texts.opening(texts.say(`event.${event.type}`))}:{' '}
                <span {...texts.record}>{event.summary ?? happened({ ...event, correctedBy: [] })}</span>
              </td>
              <td class="stream">
                <a href={address('/record', { stream: event.stream, lang: asking.query.lang })} {...texts.record}>
                  {event.stream}
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
