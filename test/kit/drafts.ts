import { createHash } from 'node:crypto';
import { type Draft, type MeasureAnnounced, type StatementMade, streamOf } from '@in-force/events';

/** The event id that a label stands for, the same in every run. */
const idFor = (label: string): string =>
  createHash('sha256')
    .update(label)
    .digest('hex')
    .slice(0, 32)
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

const envelope = (label: string) => ({
  id: idFor(label),
  publishedOn: '2025-11-07',
  sources: [
    {
      publisher: 'Ministry of Commerce',
      title: `Notice ${label}`,
      url: 'https://www.mofcom.gov.cn/notice.html',
      published: '2025-11-07',
      reliability: 'official' as const,
    },
  ],
  correlation: 'drafts',
  causation: null,
});

/** A statement ready to append; its text is the label. */
export const said = (label: string): Draft<StatementMade> => ({
  ...envelope(label),
  type: 'statement.made',
  data: { title: 'A remark', party: 'CN', speaker: 'Ministry of Commerce', text: label, about: [] },
});

/** A measure ready to be announced; its title is the label. */
export const announced = (label: string): Draft<MeasureAnnounced> => ({
  ...envelope(label),
  causation: 'drafts.2',
  type: 'measure.announced',
  data: { title: label, kind: 'export-licence', issuer: 'CN', scope: { regions: ['US'], items: 'all' }, firstDay: '2025-11-08' },
});

/** Several statements: `a 1`, `a 2`, … */
export const sayings = (label: string, count: number): Draft<StatementMade>[] =>
  Array.from({ length: count }, (_, index) => said(`${label} ${index + 1}`));

export const stream = streamOf('statement', 'a');
export const other = streamOf('statement', 'b');
