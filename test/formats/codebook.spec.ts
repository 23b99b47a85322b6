import { STATUSES } from '@in-force/answers';
import { FIELDS } from '@in-force/answers/schemas';
import { BLOCS, CATALOG, COUNTRIES, ITEMS, KINDS, members, READINGS } from '@in-force/events';
import { COLUMNS, codebook } from '@in-force/formats';
import { COMMITMENT_STATUSES } from '@in-force/rules';
import { z } from 'zod';

const lines = codebook(FIELDS).split('\n');

/** The rows of a table of the codebook, each the texts of its cells; the heads are left out. */
function rowsUnder(heading: string): string[][] {
  const from = lines.indexOf(`## ${heading}`);
  const until = lines.findIndex((line, index) => index > from && line.startsWith('## '));
  const rows = lines.slice(from, until).filter((line) => line.startsWith('| '));
  return rows.slice(2).map((line) => line.slice(2, -2).split(' | '));
}
const wordsUnder = (heading: string) => rowsUnder(heading).map(([word = '']) => word.replaceAll('`', ''));

/** Every word that the schemas of events let somebody choose from others, wherever it stands in them. */
function wordsOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { enum: words = [] } = schema as { enum?: unknown[] };
  return [...words.map(String), ...Object.values(schema).flatMap(wordsOf)];
}

it.each([
  ['Status', [...STATUSES, 'partly-in-force']],
  ['Kinds of measure', KINDS],
  ['Readings', READINGS],
  ['Promises', COMMITMENT_STATUSES],
  ['Events', CATALOG.map(({ type }) => type)],
  ['Items', ITEMS.map(({ slug }) => slug)],
  ['Regions', [...COUNTRIES, ...BLOCS]],
])('lists under %s each word of the vocabulary once', (heading, words) => {
  expect(wordsUnder(heading).sort()).toEqual([...words].sort());
});

it('explains every word that an event may choose', () => {
  const chosen = CATALOG.flatMap(({ schema }) => wordsOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })));
  expect(chosen.length).toBeGreaterThan(40);
  for (const word of new Set(chosen)) expect(lines.filter((line) => line.startsWith(`| \`${word}\` | `))).not.toEqual([]);
});

it('explains every word in sentences', () => {
  const meanings = lines.flatMap((line, index) => {
    const at = lines.slice(0, index).lastIndexOf('| --- | --- |');
    return at >= 0 && lines.slice(at, index + 1).every((one) => one.startsWith('|')) && index > at ? [line.split(' | ')[1] ?? ''] : [];
  });
  expect(meanings.length).toBeGreaterThan(120);
  for (const meaning of meanings) expect(meaning).toMatch(/^[A-Z].*[.] \|$/);
});

it('tells who was in a bloc when', () => {
  const eu = new Set<string>();
  for (const [bloc, , joined = '', left = ''] of rowsUnder('Members of blocs')) {
    if (bloc !== '`EU`') continue;
    for (const code of joined.split(' ').filter(Boolean)) eu.add(code);
    for (const code of left.split(' ').filter(Boolean)) eu.delete(code);
  }
  expect([...eu].sort()).toEqual(members('EU', '2025-01-15'));
  expect(lines).toContain('| `EU` | 2020-02-01 |  | GB |');
});

it('names every column of every file, in lines that a screen holds', () => {
  for (const [list, columns] of Object.entries(COLUMNS)) {
    const from = lines.indexOf(`### ${list}`);
    const until = lines.findIndex((line, index) => index > from && line.startsWith('#'));
    const told = lines.slice(from, until < 0 ? undefined : until).join(' ');
    for (const [name, kind] of Object.entries(columns)) expect(told).toContain(`\`${name}\` ${kind}`);
  }
  for (const line of lines.filter((one) => !one.startsWith('|'))) expect(line.length).toBeLessThanOrEqual(140);
});

it('says what each answer is, and what each of its fields means', () => {
  expect(FIELDS.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['ControlsAnswer', 'Control', 'HistoryEntry', 'Statement', 'Erratum']),
  );
  for (const { name, meaning, fields } of FIELDS) {
    expect([name, meaning]).toEqual([name, expect.stringMatching(/^[A-Z].*[.]$/)]);
    expect(rowsUnder(`Answer: ${name}`)).toEqual(fields.map((field) => [`\`${field.name}\``, field.meaning]));
  }
  expect(rowsUnder('Answer: Control')).toContainEqual(['`until`', expect.stringContaining('last day of this status')]);
});
