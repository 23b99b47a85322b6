import { parseWatched, type Question } from '@in-force/answers';
import { Changes, type Horizon } from '@in-force/engine';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { API_OPTIONS, type ApiOptions } from './options.js';
import { QuestionReader } from './question-reader.js';

/** A question of which changes are to be told, from where on, and how far the list is whole. */
export interface AskedChanges {
  readonly question: Question;
  readonly horizon: Horizon;
}

/** Reads questions of which changes are to be told, and waits for the position of their cursor. */
@Injectable()
export class ChangesReader {
  constructor(
    @Inject(Changes) private readonly changes: Changes,
    @Inject(QuestionReader) private readonly asking: QuestionReader,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  /**
   * Reads a question, and the log to its end.
   *
   * @throws {InvalidRequest} for what cannot be read, and for a measure or a control code that the record does not hold.
   */
  async read(query: Readonly<Record<string, unknown>>, request: FastifyRequest): Promise<AskedChanges> {
    const written = parseWatched(query, this.options.now());
    await this.asking.reach(request, this.changes.positionOf(written.after));
    const question = this.changes.known(written);
    return { question, horizon: await this.changes.horizon(AbortSignal.timeout(this.options.patience)) };
  }
}
