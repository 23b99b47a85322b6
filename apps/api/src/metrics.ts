import { PARAMETERS, parseQuestion } from '@in-force/answers';
import { Answers, Engine } from '@in-force/engine';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { API_OPTIONS, type ApiOptions } from './options.js';
import { ResponseCache } from './response-cache.js';

const SECONDS = [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10, 60];

/** What the service tells of itself, for Prometheus. */
@Injectable()
export class Metrics {
  readonly #registry = new Registry();
  readonly #latency = new Histogram({
    name: 'in_force_request_seconds',
    help: 'How long requests took, by route, method and status. What was kept, or answered at once, is counted apart.',
    labelNames: ['route', 'method', 'status'],
    buckets: SECONDS,
    registers: [this.#registry],
  });
  #begun = false;
  /** Counts since the start: requests answered before the framework saw them, requests refused by their rate, answers of 500. */
  readonly counts = { atOnce: 0, limited: 0, faults: 0 };

  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(Answers) private readonly answers: Answers,
    @Inject(ResponseCache) private readonly kept: ResponseCache,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  /** Measures what the framework answers. */
  watch(fastify: FastifyInstance): void {
    fastify.addHook('onResponse', (request, reply, done) => {
      const { method, routeOptions } = request;
      const status = reply.statusCode;
      this.#latency.observe({ route: routeOptions.url ?? 'none', method, status }, reply.elapsedTime / 1000);
      if (status === 500) this.counts.faults += 1;
      done();
    });
  }

  /** Returns everything as text. What the process tells of itself is measured from the first time on. */
  async text(): Promise<string> {
    if (!this.#begun) this.#begin();
    this.#begun = true;
    return this.#registry.metrics();
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  #begin(): void {
    const { engine, answers, kept, options, counts } = this;
    collectDefaultMetrics({ register: this.#registry });
    this.#gauge('in_force_position', 'The position that is answered from.', () => engine.position);
    this.#gauge(
      'in_force_lag',
      'Events that are in the log and not yet in the answers.',
      async () => (await engine.head()).position - engine.position,
    );
    this.#gauge('in_force_log_problem', '1 while the log has a problem: it is away, full, or not what it was.', () =>
      Number(engine.log.health().problem !== null),
    );
    this.#gauge('in_force_log_behind_seconds', 'Since when something may be missing.', () =>
      secondsSince(engine.log.health().behindSince, options.now()),
    );
    this.#gauge('in_force_stopped', '1 once the record cannot be followed any more: a start mends it.', () =>
      Number(engine.follower.error !== null),
    );
    this.#gauge('in_force_questions_waiting', 'Questions that are worked on in turns, or wait.', () => answers.turns.waiting);
    const { turns } = answers;
    this.#count('in_force_questions_refused_total', 'Questions refused because too many waited.', () => turns.counts.refused);
    this.#count('in_force_questions_abandoned_total', 'Questions given up because whoever asked was gone.', () => turns.counts.abandoned);
    this.#count('in_force_requests_limited_total', 'Requests refused because their address asked too often.', () => counts.limited);
    this.#count('in_force_answers_at_once_total', 'Answers that were kept, or found at once.', () => counts.atOnce);
    // Counted from 0: a rate over the histogram’s status 500, which begins with the first fault, would not see that fault.
    this.#count('in_force_faults_total', 'Requests answered with 500.', () => counts.faults);
    this.#parts('in_force_memory_bytes', 'What the record, its index and kept answers take.', 'part', async () => ({
      ...options.memory?.(),
      answers: kept.bytes,
    }));
    this.#parts('in_force_days_since_checked', 'Days since the publications of an issuer were last read.', 'issuer', async () => {
      const question = parseQuestion({ limit: '1' }, options.now(), PARAMETERS.controls);
      return (await answers.controls(question)).daysSinceChecked;
    });
  }

  #gauge(name: string, help: string, value: () => number | Promise<number>): void {
    new Gauge({ name, help, registers: [this.#registry], collect: collecting((gauge) => setTo(gauge, value)) });
  }

  #count(name: string, help: string, value: () => number): void {
    const collect = function (this: Counter): void {
      this.reset();
      this.inc(value());
    };
    new Counter({ name, help, registers: [this.#registry], collect });
  }

  #parts(name: string, help: string, label: string, values: () => Promise<Readonly<Record<string, number | null>>>): void {
    const collect = collecting(async (gauge) => {
      gauge.reset();
      for (const [part, value] of Object.entries(await values())) if (value !== null) gauge.set({ [label]: part }, value);
    });
    new Gauge({ name, help, labelNames: [label], registers: [this.#registry], collect });
  }
}

const setTo = async (gauge: Gauge, value: () => number | Promise<number>): Promise<void> => gauge.set(await value());

/** Returns what collects a value; one that cannot be had is left out, and the others are told. */
function collecting(collect: (gauge: Gauge) => Promise<void>) {
  return async function (this: Gauge): Promise<void> {
    await collect(this).catch(() => this.reset());
  };
}

const secondsSince = (instant: string | null, now: string): number =>
  instant === null ? 0 : Math.max(0, (Date.parse(now) - Date.parse(instant)) / 1000);
