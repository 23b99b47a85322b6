import { createHash } from 'node:crypto';
import { type Question, RULES } from '@in-force/answers';
import { canonicalize } from '@in-force/event-log';
import { type Day, definitionOf, lastDayOf, type Recorded } from '@in-force/events';
import { COLUMNS, type Columns, csvHead, csvRow, flat, parquet, type Row } from '@in-force/formats';
import { listStanding } from '@in-force/rules';
import type { Answers } from './answers.js';
import type { Engine } from './engine.js';
import { inTurns } from './turns.js';
import { RECORD_LICENSE, VERSION } from './version.js';

export const EXPORT_FORMATS = ['ndjson', 'csv', 'parquet'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

type Rows = AsyncIterable<Row> | Iterable<Row>;

/** The least length of a piece of text but the first and the last, in UTF-16 units: to send each row by itself costs more than to write it. */
const PIECE = 32 * 1024;

/**
 * Rows in a format, piece by piece: no more is gathered than a piece, or what the format needs. The first row is told at once, and what
 * fails there gives no piece.
 */
export async function* writeRows(format: ExportFormat, columns: Columns, all: Rows): AsyncGenerator<string | Uint8Array> {
  const rows = await begun(inTurns(all));
  if (format === 'parquet') yield* parquet(columns, rows);
  else {
    let text = format === 'csv' ? csvHead(columns) : '';
    let least = 0;
    for await (const row of rows) {
      text += format === 'csv' ? csvRow(columns, row) : `${JSON.stringify(row)}\n`;
      if (text.length < least) continue;
      yield text;
      [text, least] = ['', PIECE];
    }
    if (text !== '') yield text;
  }
}

/** Returns rows of which the first was had already. */
async function begun(rows: AsyncGenerator<Row>): Promise<AsyncGenerator<Row>> {
  const first = await rows.next();
  return (async function* () {
    if (first.done) return;
    yield first.value;
    yield* rows;
  })();
}

/**
 * Yields the whole record at the clocks of a question, event by event: as it was recorded, corrections and retractions too, or with
 * `corrections: applied` as they left it.
 */
export function exportEvents({ engine, answers }: Turning, format: ExportFormat, question: Question): AsyncGenerator<string | Uint8Array> {
  return writeRows(format, COLUMNS.events, rowsOf(engine, answers, question));
}

/** Yields the panel of the record at the clocks of a question: one row a measure and status, with its days, countries and items. */
export const exportSpans = ({ answers }: Turning, format: ExportFormat, question: Question): AsyncGenerator<string | Uint8Array> =>
  writeRows(format, COLUMNS.spans, answers.readModel.spans(question) as Iterable<object> as Iterable<Row>);

interface Turning {
  readonly engine: Engine;
  readonly answers: Answers;
}

async function* rowsOf(engine: Engine, { readModel: index, turns }: Answers, question: Question): AsyncGenerator<Row> {
  const position = Math.min(index.positionOf(question), engine.position);
  if (question.corrections === 'applied') {
    const found = index.compute('export', question, function* (known) {
      return { events: yield* listStanding(known) };
    });
    const { events } = await turns.run(found);
    for (const { correctedBy: _, ...event } of events) yield rowOf(event as Recorded);
    return;
  }
  const { knownOn } = question;
  for await (const stored of engine.log.stored(0, position)) {
    const event = engine.follower.demandTaken(stored);
    const { publishedOn } = event.meta as { readonly publishedOn: Day };
    if (knownOn === null || lastDayOf(publishedOn) <= knownOn)
      yield flat({ ...event, data: inOrder(event.data), meta: inOrder(event.meta) });
  }
}

/** Returns a value with its members in the order of RFC 8785: a log may keep them in any, and every export of a record is to be the same. */
const inOrder = <Value>(value: Value): Value => JSON.parse(canonicalize(value)) as Value;

const rowOf = (event: Recorded): Row => ({ ...event, version: definitionOf(event.type)?.version });

/** What an export holds: enough to know whether two are the same, and to find the record behind it. */
export interface Manifest {
  readonly file: string;
  readonly format: ExportFormat;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly columns: Columns;
  /** The tree head of the record at the position. */
  readonly log: { readonly id: string; readonly position: string };
  readonly rules: number;
  /** The version of the programs that wrote it. */
  readonly version: string;
  /** The licence under which it may be used (SPDX). */
  readonly license: string;
}

/** Passes an export on, and tells its manifest when it is through. */
export async function* measureExport(
  turning: Turning,
  format: ExportFormat,
  question: Question,
  file: string,
  tell: (manifest: Manifest) => void,
): AsyncGenerator<string | Uint8Array> {
  const hash = createHash('sha256');
  let bytes = 0;
  let rows = 0;
  async function* counted(): AsyncGenerator<Row> {
    for await (const row of rowsOf(turning.engine, turning.answers, question)) {
      rows += 1;
      yield row;
    }
  }
  for await (const piece of writeRows(format, COLUMNS.events, counted())) {
    hash.update(piece);
    bytes += Buffer.byteLength(piece);
    yield piece;
  }
  const { engine, answers } = turning;
  const position = Math.min(answers.readModel.positionOf(question), engine.position);
  tell({
    file,
    format,
    rows,
    bytes,
    sha256: hash.digest('hex'),
    columns: COLUMNS.events,
    log: { id: engine.tree.head(position), position: String(position) },
    rules: RULES,
    version: VERSION,
    license: RECORD_LICENSE.id,
  });
}
