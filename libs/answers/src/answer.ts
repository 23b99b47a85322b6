import type { ExactDay, Instant, MeasureId, Region, Scope } from '@in-force/events';
import type { Control } from './control.js';
import type { Step } from './derivation.js';
import type { Flips } from './flips.js';
import type { HistoryEntry } from './history.js';
import type { ActAnswer } from './instrument.js';
import type { AskedStatus } from './question.js';

/** The question as it was understood, with the defaults filled in. */
export interface Asked {
  readonly on: ExactDay;
  readonly region: Region | null;
  readonly item: string | null;
  readonly knownOn: ExactDay | null;
  /** The position of the record that answered. */
  readonly recordedAt: string;
  readonly reading: string | null;
}

/** What every answer carries. */
export interface Answer {
  readonly asked: Asked;
  /** How far each issuer's publications were read; null if never. */
  readonly checkedThrough: Readonly<Record<Region, ExactDay | null>>;
  /** By how many days the day asked about lies after that; 0 where it does not, null if never. */
  readonly daysSinceChecked: Readonly<Record<Region, number | null>>;
  /** When the log got the last event that the answer saw. */
  readonly recordedAt: Instant | null;
}

export interface ControlsAnswer extends Answer {
  readonly asked: Asked & {
    readonly status: readonly AskedStatus[];
    readonly kind: readonly string[] | null;
    readonly issuer: readonly Region[] | null;
  };
  readonly controls: readonly Control[];
  readonly leftOut: Readonly<Partial<Record<AskedStatus, number>>>;
  /** The measure after which the next page begins; null on the last page. */
  readonly next: MeasureId | null;
}

export interface MeasureAnswer extends Answer, Control {
  /** The whole scope: every listed item with its codes, every entity; null where not known. */
  readonly scope: Scope | null;
  readonly explanation: readonly string[];
  readonly history: readonly HistoryEntry[];
}

/** Why a measure has its status, or why not the one expected. */
export interface ExplainAnswer extends Omit<Answer, 'asked'>, Control {
  readonly asked: Readonly<Record<string, unknown>>;
  /** Whether it has the status expected; null where none was named. */
  readonly holds: boolean | null;
  readonly derivation: readonly Step[];
  readonly flips: Flips;
  readonly explanation: readonly string[];
}

/** Days on which a measure has one status for some countries and items; null where they are open. */
export interface SpanRow {
  readonly measure: MeasureId;
  readonly title: string | null;
  readonly issuer: Region | null;
  readonly kind: string | null;
  readonly status: Control['status'];
  readonly from: ExactDay | null;
  readonly through: ExactDay | null;
  readonly countries: readonly Region[];
  /** The items that it covers, and those of which it covers only some. */
  readonly items: readonly string[];
  readonly itemsMet: readonly string[];
}

export interface InstrumentAnswer extends Answer, ActAnswer {}
