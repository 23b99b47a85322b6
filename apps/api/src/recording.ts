import { createHash, timingSafeEqual } from 'node:crypto';
import { Engine, eventId } from '@in-force/engine';
import { type Draft, type EventType, type MeasureId, streamOf } from '@in-force/events';
import { InvalidRequest } from '@in-force/timeline';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { API_OPTIONS, type ApiOptions } from './asking.js';
import type { ActDto } from './measures.dto.js';

/** The asker may not record. */
export class Forbidden extends Error {
  override readonly name = 'Forbidden';
  constructor(
    readonly status: 401 | 403,
    message: string,
  ) {
    super(message);
  }
}

/** Takes acts in over HTTP. The same Idempotency-Key records the same act once; without one, the same content does. */
@Injectable()
export class Recording {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  /** @throws {Forbidden} without the right bearer token. */
  admit({ headers }: FastifyRequest): void {
    const { token } = this.options;
    if (token === null)
      throw new Forbidden(
        403,
        'Recording over HTTP is switched off here. Start the server with IN_FORCE_TOKEN set to a secret of at least 16 characters.',
      );
    const [given, expected] = [String(headers.authorization ?? ''), `Bearer ${token}`].map((text) =>
      createHash('sha256').update(text).digest(),
    ) as [Buffer, Buffer];
    if (!timingSafeEqual(given, expected)) throw new Forbidden(401, 'Send the recorder’s token: Authorization: Bearer TOKEN.');
  }

  /** Records one act on a measure. `If-Match` holds how many events the measure's stream must hold. */
  async record(
    request: FastifyRequest,
    measure: MeasureId,
    type: EventType,
    { publishedOn, sources, instrument, summary, note, confidence, ...data }: ActDto,
  ) {
    this.admit(request);
    const stream = streamOf('measure', measure);
    const said = { type, data, publishedOn, sources, instrument, summary, note, confidence };
    const key = String(request.headers['idempotency-key'] ?? createHash('sha256').update(JSON.stringify(said)).digest('hex'));
    const id = eventId(key, type, stream);
    const draft = JSON.parse(JSON.stringify({ id, ...said, correlation: key, causation: key })) as Draft;
    const { recorded } = await this.engine.record([{ stream, draft }], { expected: this.#expected(request) });
    const position = this.engine.follower.positionOf(id) ?? this.engine.position;
    return { event: id, position: String(position), recorded: recorded > 0, measure: `/v1/measures/${measure}` };
  }

  #expected({ headers }: FastifyRequest): number | undefined {
    const match = headers['if-match'];
    if (match === undefined) return undefined;
    const [, revision] = /^"?(\d{1,15})"?$/.exec(match) ?? [];
    if (revision === undefined)
      throw new InvalidRequest([
        { pointer: '/If-Match', detail: 'Write how many events the measure’s stream must hold: digits, in quotes or not.' },
      ]);
    return Number(revision);
  }
}
