import { createHash } from 'node:crypto';
import { definitionOf } from '@in-force/events';
import { COLUMNS, type Columns, csvHead, csvRow, parquet, type Row } from '@in-force/formats';
import { RULES } from '@in-force/timeline';
import type { Engine } from './engine.js';

export const EXPORT_FORMATS = ['ndjson', 'csv', 'parquet'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

type Rows = AsyncIterable<Row> | Iterable<Row>;

/** Rows in a format, piece by piece: nothing is gathered but what the format needs at once. */
export async function* written(format: ExportFormat, columns: Columns, rows: Rows): AsyncGenerator<string | Uint8Array> {
  if (format === 'parquet') yield* parquet(columns, rows);
  else {
    if (format === 'csv') yield csvHead(columns);
    for await (const row of rows) yield format === 'csv' ? csvRow(columns, row) : `${JSON.stringify(row)}\n`;
  }
}

/** The whole record up to a position, event by event, corrections and retractions as they were recorded. */
export function exported(engine: Engine, format: ExportFormat, position: number): AsyncGenerator<string | Uint8Array> {
  return written(format, COLUMNS.events, eventsUpTo(engine, position));
}

async function* eventsUpTo(engine: Engine, position: number): AsyncGenerator<Row> {
  if (position === 0) return;
  const enough = new AbortController();
  for await (const event of engine.follower.stream(0, enough.signal)) {
    yield { ...event, version: definitionOf(event.type)?.version } as unknown as Row;
    if (event.position >= position) break;
  }
  enough.abort();
}

/** What an export holds: enough to know whether two are the same, and to find the record behind it. */
export interface Manifest {
  readonly file: string;
  readonly format: ExportFormat;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly columns: Columns;
  readonly log: { readonly id: string | null; readonly position: string };
  readonly rules: number;
}

/** Passes an export on, and tells its manifest when it is through. */
export async function* measured(
  engine: Engine,
  format: ExportFormat,
  position: number,
  file: string,
  tell: (manifest: Manifest) => void,
): AsyncGenerator<string | Uint8Array> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of exported(engine, format, position)) {
    hash.update(piece);
    bytes += Buffer.byteLength(piece);
    yield piece;
  }
  const { id } = await engine.head();
  tell({
    file,
    format,
    rows: position,
    bytes,
    sha256: hash.digest('hex'),
    columns: COLUMNS.events,
    log: { id, position: String(position) },
    rules: RULES,
  });
}
