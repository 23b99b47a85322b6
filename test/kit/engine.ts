import { ControlsInForce } from '@in-force/answers';
import { Engine, eventId } from '@in-force/engine';
import { type EventLog, MemoryLog } from '@in-force/event-log';
import { type Draft, streamOf } from '@in-force/events';
import { type RecordFile, readRecordFile } from '@in-force/formats';
import { MEASURE, NOW, SOURCE } from './record.js';

export const now = () => NOW;

/** An engine on a log, with one projection. */
export async function opened(log: EventLog = new MemoryLog(now)) {
  const controls = new ControlsInForce();
  return { log, controls, engine: await Engine.open(log, [controls], { now }) };
}

export const stream = streamOf('measure', MEASURE);

/** An event of the measure, ready to be recorded; the key makes its id. */
export const draft = (key: string, type: Draft['type'], data: unknown): Draft =>
  ({ id: eventId(key, type, stream), type, data, publishedOn: '2025-01-01', sources: [SOURCE], correlation: key, causation: key }) as Draft;
export const announcement = draft('a', 'measure.announced', {
  title: 'A',
  kind: 'tariff',
  issuer: 'CN',
  scope: { regions: ['world'], items: 'all' },
  firstDay: '2025-01-01',
});
export const revocation = (key: string, from = '2025-06-01') => draft(key, 'measure.revoked', { from });
export const retraction = (key: string, event: Draft) => draft(key, 'record.retracted', { event: event.id, reason: 'Misread.' });
export const act = (draft: Draft) => ({ stream, draft });

/** What an entry of a file says: its id, and its type with its data. */
export type Told = readonly [id: string, type: string, data: string, publishedOn?: string];
export const ANNOUNCED = '{ title: A, kind: tariff, issuer: CN, scope: { regions: [world], items: all }, firstDay: 2025-01-01 }';

/** The text of a file about the measure; the first entry stands on line 5, each takes four lines. */
export const textOf = (
  entries: readonly Told[],
): string => `instrument: { id: ${MEASURE}, issuer: CN, body: B, number: null, day: 2025-01-01, title: T }
sources:
  page: { publisher: A, title: T, url: https://example.org/a, published: 2025-01-01, reliability: official }
entries:
${entries
  .map(
    ([id, type, data, publishedOn = '2025-01-01']) =>
      `  - id: ${id}\n    ${type}: ${data}\n    publishedOn: ${publishedOn}\n    sources: [{ key: page }]\n`,
  )
  .join('')}`;
export const file = (name: string, ...entries: readonly Told[]): RecordFile => readRecordFile(name, textOf(entries));
