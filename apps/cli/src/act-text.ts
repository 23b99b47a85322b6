import { inWords, place } from '@in-force/answers';
import type { InstrumentJson } from '@in-force/engine';
import { compareIds } from '@in-force/events';
import { rowsOf } from './shown-list.js';
import { fitted, type Head, plain } from './table.js';
import { type Terminal, widthOf } from './terminal.js';
import { hanging, painter, wrap } from './text.js';

const HEAD: Head = { cells: ['id', 'status', 'since', 'until'], title: 'title', narrow: [0] };

/** One act: whose it is, the measures that it made with their status on the day asked about, and the others that it touched. */
export function actText(act: InstrumentJson, terminal: Terminal): string {
  const width = widthOf(terminal);
  const paint = painter(terminal);
  const { id, title, issuer, body, number, day, status, measures, touched, address, asked, cite } = act;
  const rows = rowsOf(measures.map((one) => [[one.id, one.status, one.since ?? '-', one.until ?? (one.since ? 'open' : '-')], one.title]));
  const others = touched?.filter((measure) => measures.every((one) => one.id !== measure)) ?? [];
  const whose = [issuer && place(issuer), body, number, day && inWords(day)].filter(Boolean).join(', ');
  return `${[
    ...wrap(title ?? `${id}: not known at the clocks asked.`, width).map((line) => paint('bold', line)),
    ...(whose ? wrap(`${whose}.`, width) : []),
    ...(address ? hanging('Text: ', address, width) : []),
    ...(rows.length > 0 ? ['', terminal.isTTY ? fitted(HEAD, rows, width, paint) : plain(HEAD, rows)] : []),
    '',
    ...(status && rows.length > 1 ? wrap(`On ${inWords(asked.on)} the act is ${status}.`, width) : []),
    ...(others.length > 0 ? hanging('Touched: ', others.toSorted(compareIds).join(', '), width) : []),
    paint('dim', `Cite: ${cite}`),
  ].join('\n')}\n`;
}
