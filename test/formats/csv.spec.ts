import { execFileSync, spawnSync } from 'node:child_process';
import { FOUNDING_RECORD, readRecordFolder } from '@in-force/engine';
import { type Columns, csvHead, csvRow } from '@in-force/formats';

const COLUMNS: Columns = { id: 'text', items: 'text', parts: 'text', on: 'day', count: 'number' };
const ROWS = [
  { id: 'a', items: ['Dy', 'Tb'], parts: [{ to: 'EU', names: ['x; y', 'z'] }], on: '2025-11-07', count: 3 },
  { id: 'b', items: ['one; of, "two"', "'apostrophe", '=SUM(A1)', 'line\r\nbreak', '稀土', ''], parts: { a: null }, on: null, count: 0 },
  { id: 'c', items: ['NA'], parts: [], on: '2025-11-07', count: -1 },
  { id: '=d', items: [], parts: null, on: null, count: null },
] as const;
const text = (rows: readonly object[] = ROWS, columns = COLUMNS): string =>
  csvHead(columns) + rows.map((row) => csvRow(columns, row as Record<string, unknown>)).join('');

/** Rows of cells, as RFC 4180 has them. */
function cellsOf(csv: string): string[][] {
  const rows: string[][] = [];
  for (let at = 0; at < csv.length; ) {
    const row: string[] = [];
    for (;;) {
      const [whole = '', quoted, plain = ''] = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))/.exec(csv.slice(at)) ?? [];
      row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
      at += whole.length;
      if (csv[at] !== ',') break;
      at += 1;
    }
    expect(csv.slice(at, at + 2)).toBe('\r\n');
    at += 2;
    rows.push(row);
  }
  return rows;
}

describe('a table for spreadsheets', () => {
  it('keeps lists and what has parts as JSON, whatever signs are in them', () => {
    const [head, ...rows] = cellsOf(text());
    expect(head).toEqual(Object.keys(COLUMNS));
    expect(rows.map(([, items = '']) => JSON.parse(items))).toEqual(ROWS.map(({ items }) => items));
    expect(rows.map(([, , parts = '']) => (parts === '' ? null : JSON.parse(parts)))).toEqual(ROWS.map(({ parts }) => parts));
    expect(rows.map(([id]) => id)).toEqual(['a', 'b', 'c', "'=d"]);
  });

  it('lets every list of the founding record be split again', async () => {
    const lists = (await readRecordFolder(FOUNDING_RECORD))
      .flatMap((file) => file.entries)
      .flatMap(({ data }) => Object.values(data).filter((value) => Array.isArray(value)));
    expect(lists.length).toBeGreaterThan(50);
    const [, ...rows] = cellsOf(
      text(
        lists.map((list) => ({ list })),
        { list: 'text' },
      ),
    );
    expect(rows.map(([cell = '']) => JSON.parse(cell))).toEqual(lists);
  });
});

const python = spawnSync('python3', ['--version']).status === 0;
(python ? describe : describe.skip)('csv and json of Python (python3)', () => {
  it('split the lists again', () => {
    const script =
      'import csv, io, json, sys; print(json.dumps([json.loads(row["items"]) for row in csv.DictReader(io.TextIOWrapper(sys.stdin.buffer, "utf8", newline=""))]))';
    expect(JSON.parse(execFileSync('python3', ['-c', script], { input: text(), encoding: 'utf8' }))).toEqual(
      ROWS.map(({ items }) => items),
    );
  });
});
