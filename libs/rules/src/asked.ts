import type { ExactDay, Region } from '@in-force/events';

/** An item as asked: one of ours, or what any measure lists under a control code or an HS prefix. */
export type AskedItem = { readonly slug: string } | { readonly code: string } | { readonly hs: string };

/** All that the rules read of a question: a day, a region and an item, null for any. */
export interface AskedOf {
  readonly on: ExactDay;
  readonly region: Region | null;
  readonly item: AskedItem | null;
}
