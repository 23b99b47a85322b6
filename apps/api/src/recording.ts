import { createHash } from 'node:crypto';
import { Engine, eventId } from '@in-force/engine';
import { type Draft, definitionOf, Envelope, type EventType, type MeasureId, streamOf } from '@in-force/events';
import { InvalidRequest } from '@in-force/timeline';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { ActDto } from './measures.dto.js';

/** What a recorder says of any act: the envelope, but for what is added here. */
export const Said = Envelope.omit({ id: true, correlation: true, causation: true });

/** Takes acts in over HTTP. The same Idempotency-Key records the same act once; without one, the same content does. */
@Injectable()
export class Recording {
  constructor(@Inject(Engine) private readonly engine: Engine) {}

  /** Records one act on a measure. `If-Match` holds how many events the measure's stream must hold. */
  async record({ headers }: FastifyRequest, measure: MeasureId, type: EventType, act: ActDto) {
    const stream = streamOf('measure', measure);
    const expected = expectedOf(headers['if-match']);
    const said = readAct(type, act);
    const key =
      keyOf(headers['idempotency-key']) ??
      createHash('sha256')
        .update(JSON.stringify({ type, ...said }))
        .digest('hex');
    const id = eventId(key, type, stream);
    const draft = { id, type, ...said, correlation: key, causation: key } as unknown as Draft;
    const { recorded } = await this.engine.record([{ stream, draft }], { expected });
    const event = await this.engine.event(id);
    return {
      event: id,
      position: String(event?.position ?? this.engine.position),
      /** How many events the measure's stream held with this one: what a next act may demand by `If-Match`. */
      revision: event && event.revision + 1,
      recorded: recorded > 0,
      measure: `/v1/measures/${measure}`,
    };
  }
}

/** The act as its schema reads it, the rules between its fields included. Spelled one way, however it was sent. */
function readAct(type: EventType, { publishedOn, sources, instrument, summary, note, confidence, ...data }: ActDto) {
  const schema = z.strictObject({ ...Said.shape, data: definitionOf(type)?.schema ?? z.never() });
  const read = schema.safeParse({ publishedOn, sources, instrument, summary, note, confidence, data });
  if (!read.success)
    throw new InvalidRequest(
      read.error.issues.map(({ path, message }) => ({
        pointer: path
          .slice(path[0] === 'data' ? 1 : 0)
          .map((part) => `/${String(part)}`)
          .join(''),
        detail: message,
      })),
    );
  return JSON.parse(JSON.stringify(read.data)) as z.infer<typeof schema>;
}

function keyOf(header: string | readonly string[] | undefined): string | undefined {
  if (header === undefined || (typeof header === 'string' && /^[\x21-\x7e]{1,255}$/.test(header))) return header as string | undefined;
  throw new InvalidRequest([{ pointer: '/Idempotency-Key', detail: 'Write 1 to 255 ASCII letters, digits and signs, without spaces.' }]);
}

function expectedOf(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const [, revision] = /^"?(\d{1,15})"?$/.exec(header) ?? [];
  if (revision === undefined)
    throw new InvalidRequest([
      { pointer: '/If-Match', detail: 'Write how many events the measure’s stream must hold: digits, in quotes or not.' },
    ]);
  return Number(revision);
}
