import type {
  Comparison,
  ControlsAnswer,
  ControlsInForce,
  Difference,
  ExplainAnswer,
  InstrumentAnswer,
  MeasureAnswer,
  Question,
} from '@in-force/answers';
import type { Instant } from '@in-force/events';
import type { Cited } from '@in-force/formats';
import type { Steps } from '@in-force/rules';
import type { ComponentChildren } from 'preact';
import type { Feed } from './feed.js';
import type { ListName } from './lists.js';
import type { Texts } from './text.js';

/** What makes an answer citable. */
export interface Sealed {
  readonly log: { readonly id: string; readonly position: string; readonly recordedAt: Instant | null };
  readonly rules: number;
  readonly cite: string;
}

export type ControlsPage = Omit<ControlsAnswer, 'recordedAt' | 'next'> & { readonly next: string | null } & Sealed;
export type MeasurePage = Omit<MeasureAnswer, 'recordedAt'> & Sealed;
export type ExplainPage = Omit<ExplainAnswer, 'recordedAt'> & Sealed;
export type ActPage = Omit<InstrumentAnswer, 'recordedAt'> & Sealed;

/** The answers that the API gives: the page shows no others. */
export interface PageAnswers {
  readonly readModel: ControlsInForce;
  /** Whoever asks takes turns with the others. */
  readonly turns: { run<Result>(steps: Steps<Result>): Promise<Result> };
  controls(question: Question): Promise<ControlsPage>;
  measure(id: string, question: Question): Promise<MeasurePage>;
  explain(id: string, question: Question): Promise<ExplainPage>;
  instrument(id: string, question: Question): Promise<ActPage>;
  diff(comparison: Comparison): Promise<{ readonly differences: readonly Difference[] } & Sealed>;
  register(register: ListName, question: Question): Promise<Sealed>;
  entry(register: 'negotiations' | 'arrangements', id: string, question: Question): Promise<Sealed>;
}

/** What the page is made with. */
export interface Wiring {
  readonly answers: PageAnswers;
  readonly now: () => Instant;
  /** The public address of the service; null where it is not set, and links are relative. */
  readonly url: string | null;
  /** The address of the service for programs that ask it. */
  readonly base: string;
  /** Returns an answer as a work to be cited. */
  readonly cited: (answer: Sealed & { readonly asked?: unknown; readonly title?: unknown }) => Cited;
}

/** What a browser asks for. */
export interface PageRequest {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly accepted: string | undefined;
}

/** What a view is given. */
export interface Asking extends Wiring {
  readonly texts: Texts;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** What the address names: the id of a measure. */
  readonly id: string;
  readonly today: string;
}

/** A view that is ready to be shown. */
export interface View {
  /** Holds the answer in words; the site’s name is added. */
  readonly title: string;
  readonly description: string;
  /** The page of the navigation that it belongs to. */
  readonly section: string;
  readonly status?: number;
  /** Where its changes are told; the record’s own feed where nothing is said. */
  readonly feed?: Feed;
  readonly alternates?: readonly { readonly type: string; readonly href: string; readonly title: string }[];
  /** What search engines read of it, in the words of schema.org. */
  readonly data?: object;
  /** The answer in a sentence, and what a reader must know beside it. */
  readonly lead: ComponentChildren;
  /** The question, to be asked anew. */
  readonly bar?: ComponentChildren;
  readonly body?: ComponentChildren;
}
