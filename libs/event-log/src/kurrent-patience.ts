/** How patient the program is with a server, in milliseconds. */
export interface Patience {
  /** How long one call, or the next event of a reading, may take before it counts as lost. */
  readonly call: number;
  /** How long an append or a reading is tried again before whoever asked is told. */
  readonly trying: number;
  /** How often it is asked whether the subscription still tells everything. */
  readonly watch: number;
  /** How long a lease may be silent before the next one takes it. */
  readonly lease: number;
  /** The first pause before something is tried again; doubled each time, up to `longest`. */
  readonly pause: number;
  readonly longest: number;
}

export const PATIENCE: Patience = { call: 5_000, trying: 10_000, watch: 5_000, lease: 15_000, pause: 50, longest: 2_000 };
