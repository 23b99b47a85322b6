import { inWords } from '@in-force/answers';

/** An answer as a work to be cited. */
export interface Cited {
  readonly title: string;
  readonly url: string;
  /** The day on which the record got the last event that the answer saw; null where there was none. */
  readonly day: string | null;
  /** The day it was looked at. */
  readonly accessed: string;
  /** Where it stands in the record, and the digest of its facts. */
  readonly note: string;
  readonly key: string;
}

const AUTHOR = 'In Force';

/** The signs that TeX obeys, or prints as others, and what prints them. None of these leaves a brace open. */
const TEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
};
/** Signs that TeX draws together into another one, such as two hyphens. */
const DRAWN_TOGETHER = /([-'`,])(?=\1)|([!?])(?=`)/g;

const one = (text: string): string => text.replace(/\s+/g, ' ').trim();
const tex = (text: string): string =>
  one(text)
    .replace(DRAWN_TOGETHER, '$&\0')
    .replace(/[\\{}~^<>|&%$#_]/g, (sign) => TEX[sign] ?? `\\${sign}`)
    .replaceAll('\0', '{}');

/** A reference in BibTeX, with whatever signs its words have. */
export function bibtex({ key, title, url, day, accessed, note }: Cited): string {
  const fields = [
    ['author', `{${AUTHOR}}`],
    ['title', `{${tex(title)}}`],
    ['url', url.replace(/[{}\\]/g, encodeURIComponent)],
    ['urldate', accessed],
    ...(day
      ? [
          ['date', day],
          ['year', day.slice(0, 4)],
        ]
      : []),
    ['note', tex(note)],
  ];
  return `@misc{${key},\n${fields.map(([name, value]) => `  ${name} = {${value}}`).join(',\n')}\n}\n`;
}

const parts = (day: string) => ({ 'date-parts': [day.split('-').map(Number)] });

export function csl({ key, title, url, day, accessed, note }: Cited): string {
  const item = {
    id: key,
    type: 'dataset',
    title,
    author: [{ literal: AUTHOR }],
    URL: url,
    accessed: parts(accessed),
    ...(day && { issued: parts(day) }),
    note,
  };
  return `${JSON.stringify([item], null, 2)}\n`;
}

export function ris({ title, url, day, accessed, note }: Cited): string {
  const fields = [
    ['TY', 'DATA'],
    ['AU', AUTHOR],
    ['TI', one(title)],
    ['UR', url],
    ...(day
      ? [
          ['PY', day.slice(0, 4)],
          ['DA', day.replaceAll('-', '/')],
        ]
      : []),
    ['Y2', accessed.replaceAll('-', '/')],
    ['N1', one(note)],
    ['ER', ''],
  ];
  return fields.map(([tag, value]) => `${tag}  - ${value}\r\n`).join('');
}

/** A reference as a sentence, to be put into a footnote as it is. */
export const words = ({ title, url, day, accessed, note }: Cited): string =>
  `${AUTHOR}, “${one(title)}”${day ? `, as recorded by ${inWords(day)}` : ''}. ${one(note)}. ${url} (seen ${inWords(accessed)}).\n`;
