import type { ExactDay, Kind, Region } from '@in-force/events';

/** An item as asked: one of ours, or what any measure lists under a control code or an HS prefix. */
export type AskedItem = { readonly slug: string } | { readonly code: string } | { readonly hs: string };

/** All that the rules read of a question: a day, a region and an item, null for any. */
export interface AskedOf {
  readonly on: ExactDay;
  readonly region: Region | null;
  readonly item: AskedItem | null;
}

/** The measures asked about: by issuer and by kind, null for any. */
export interface AskedMeasures {
  readonly issuer: readonly Region[] | null;
  readonly kind: readonly Kind[] | null;
}

/** Returns whether a measure is asked about; one that nothing announces only where any is. */
export const isAskedAbout = (
  { issuer, kind }: AskedMeasures,
  announced: { readonly issuer: Region; readonly kind: Kind } | null,
): boolean =>
  (issuer === null || (announced !== null && issuer.includes(announced.issuer))) &&
  (kind === null || (announced !== null && kind.includes(announced.kind)));
