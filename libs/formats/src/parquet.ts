import { dayNumber, lastDayOf } from '@in-force/events';
import { type Columns, cell, type Kind, type Row } from './columns.js';

/** How many rows are gathered before they are written. */
const GROUP = 1_500;

interface Field {
  readonly name: string;
  readonly element: {
    readonly type: 'BYTE_ARRAY' | 'DOUBLE' | 'BOOLEAN' | 'INT32' | 'INT64';
    readonly converted_type?: 'UTF8' | 'DATE' | 'TIMESTAMP_MILLIS';
  };
  readonly value: (row: Row) => unknown;
}

const ELEMENTS = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  number: { type: 'DOUBLE' },
  truth: { type: 'BOOLEAN' },
  instant: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
  day: { type: 'INT32', converted_type: 'DATE' },
} as const;

const dateOf = (day: string): Date => new Date(dayNumber(lastDayOf(day)) * 86_400_000);

/** A day of lesser precision becomes the last day that it stands for, and beside it what was said. */
function fieldsOf(name: string, kind: Kind): Field[] {
  const given = (row: Row) => row[name] ?? null;
  const day = (row: Row) => (given(row) === null ? null : dateOf(String(given(row))));
  const text = (row: Row) => cell(row[name]);
  switch (kind) {
    case 'said':
      return [
        { name, element: ELEMENTS.day, value: day },
        { name: `${name}AsSaid`, element: ELEMENTS.text, value: text },
      ];
    case 'day':
      return [{ name, element: ELEMENTS.day, value: day }];
    case 'instant':
      return [{ name, element: ELEMENTS.instant, value: (row) => (given(row) === null ? null : new Date(String(given(row)))) }];
    case 'text':
      return [{ name, element: ELEMENTS.text, value: text }];
    default:
      return [{ name, element: ELEMENTS[kind], value: given }];
  }
}

/** Rows as a Parquet file, in pieces as they are written: memory holds one group of rows. */
export async function* parquet(columns: Columns, rows: AsyncIterable<Row> | Iterable<Row>): AsyncGenerator<Uint8Array> {
  // Loaded when it is needed: who writes no Parquet starts without it.
  const { ByteWriter, ParquetWriter } = await import('hyparquet-writer');
  const fields = Object.entries(columns).flatMap(([name, kind]) => fieldsOf(name, kind));
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({
    writer: bytes,
    schema: [
      { name: 'root', num_children: fields.length },
      ...fields.map(({ name, element }) => ({ name, ...element, repetition_type: 'OPTIONAL' as const })),
    ],
  });
  const news = (): Uint8Array => {
    const piece = bytes.getBytes().slice();
    bytes.index = 0; // what was told is not kept
    return piece;
  };
  let group: Row[] = [];
  const write = async () => {
    if (group.length > 0)
      await writer.write({ columnData: fields.map(({ name, value }) => ({ name, data: group.map(value) })), rowGroupSize: GROUP });
    group = [];
  };
  for await (const row of rows) {
    group.push(row);
    if (group.length < GROUP) continue;
    await write();
    yield news();
  }
  await write();
  await writer.finish();
  yield news();
}
