import { type Question, spellQuestion } from '@in-force/answers';
import { address, type Parameters } from './address.js';

/** Where feed readers are told what becomes of a view: its address, and what it tells. */
export interface Feed {
  readonly href: string;
  readonly tells: 'changes' | 'ahead' | 'errata' | 'record';
}

/** What is recorded from now on, of one issuer if one is named. */
export const recordFeed = (issuer: string | null = null): Feed => ({ href: address('/v1/feed.atom', { issuer }), tells: 'record' });

/** Corrections and retractions, of one measure if one is named. */
export const errataFeed = (measure: string | null): Feed => ({ href: address('/v1/errata.atom', { measure }), tells: 'errata' });

/** Changes of the answer about today, whatever day was asked about: for whom, on what, as read by whom, of which measure. */
export const changesFeed = (question: Question, measure: string | null = null): Feed => ({
  href: changesAt(question, { measure }),
  tells: 'changes',
});

/** The same, and dates ahead as they come near: how many days before, and those too that only words name. */
export const aheadFeed = (question: Question): Feed => ({
  href: changesAt(question, { lead: 'P30D,P7D,P1D', words: 'true' }),
  tells: 'ahead',
});

const changesAt = (question: Question, more: Parameters): string =>
  address('/v1/changes.atom', { ...Object.fromEntries(spellQuestion(question, 0, ['region', 'item', 'reading'])), ...more });
