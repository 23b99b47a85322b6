import { FOUNDING_RECORD, readRecordFolder } from '@in-force/engine';
import { bibtex, type Cited, csl, ris } from '@in-force/formats';
import { describeReader, readBy } from '../readers/reader.js';

const cited = (title: string): Cited => ({
  key: 'in-force-0123456789ab',
  title,
  url: 'http://127.0.0.1:3000/v1/controls?on=2025-11-20&item=hs%3A8112&a=%7Bb%7D_c~d',
  day: '2026-10-09',
  accessed: '2026-11-23',
  note: 'Record 0123_456, position 412 & more, 100 % {facts}',
});

/** Titles that have broken files before, or might: braces that do not match, what TeX obeys, and letters of others. */
const NASTY = [
  'Announcement {61/2025',
  'Announcement 61/2025}',
  '{Nested {braces}} and } and {',
  'A back\\slash, \\textbf{no}, \\',
  '100 % of A & B_c #1 ~2 ^3 $4 $x$',
  'Ranges -- and --- of dashes, ``quotes\'\' and "others", ,,low" ?`why',
  'a < b > c | d @ e = f',
  '公告2025年第61号：稀土',
  'Šefčovič – «Dysprosium» … ẞ İ',
  'Two\nlines\r\nand\ttabs',
  'ER  - ends',
];

describe('a reference', () => {
  it.each(NASTY)('leaves no brace of BibTeX open: %j', (title) => {
    let open = 0;
    for (const sign of bibtex(cited(title))) {
      open += sign === '{' ? 1 : sign === '}' ? -1 : 0;
      expect(open).toBeGreaterThanOrEqual(0);
    }
    expect(open).toBe(0);
  });

  it('stands on lines of its own', () => {
    expect(bibtex(cited('Two\nlines, 0.1 % {')).split('\n')[2]).toBe('  title = {{Two lines, 0.1 \\% \\textbraceleft{}}},');
  });
});

interface Read {
  readonly title: string;
  readonly URL: string;
  readonly note: string;
  readonly issued: { readonly 'date-parts': readonly (readonly number[])[] };
}

describeReader('citation-js', () => {
  const one = (text: string) => text.replace(/\s+/g, ' ').trim();
  /** What it reads of a title in every form; each form holds one reference. */
  const read = (title: string) =>
    readBy<readonly Read[]>(
      'citation.mjs',
      [bibtex, ris, csl].map((write) => write(cited(title))),
    );

  it.each(NASTY)('reads %j in BibTeX, RIS and CSL', (title) => {
    const { url, note } = cited(title);
    for (const references of read(title))
      expect(references).toEqual([
        expect.objectContaining({
          URL: url,
          note,
          issued: expect.objectContaining({ 'date-parts': [[2026, 10, 9]] }),
        }),
      ]);
    expect(read(title).map(([found]) => one(found?.title ?? ''))).toEqual([one(title), one(title), one(title)]);
  });

  it('reads the titles of all acts and measures of the founding record', async () => {
    const entries = (await readRecordFolder(FOUNDING_RECORD)).flatMap((file) => file.entries);
    const titles = entries.flatMap(({ data, instrument }) => [
      ...('title' in data && data.title ? [data.title] : []),
      ...(instrument ? [instrument.title] : []),
    ]);
    expect(titles.length).toBeGreaterThan(200);
    for (const write of [bibtex, ris, csl]) {
      const found = readBy<readonly Read[]>(
        'citation.mjs',
        titles.map((title) => write(cited(title))),
      );
      expect(found.map((references) => references.map(({ title }) => one(title)))).toEqual(titles.map((title) => [one(title)]));
    }
  });
});
