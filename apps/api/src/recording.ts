import { createHash } from 'node:crypto';
import { Engine, eventId } from '@in-force/engine';
import { type Draft, definitionOf, Envelope, type EventType, type MeasureId, streamOf } from '@in-force/events';
import { InvalidRequest } from '@in-force/timeline';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { only } from './events.controller.js';
import { flag } from './import.controller.js';
import type { ActDto } from './measures.dto.js';

/** What a recorder says of any act: the envelope, but for what is added here. */
export const Said = Envelope.omit({ id: true, correlation: true, causation: true });

/** Takes acts in over HTTP. The same Idempotency-Key records the same act once; under another or none, it is known. */
@Injectable()
export class Recording {
  constructor(@Inject(Engine) private readonly engine: Engine) {}

  /**
   * Records one act on a measure. `If-Match` holds how many events the measure's stream must hold. An act that was recorded under
   * another key is told as known (200), with the event that it is, unless the query says `again=true`.
   */
  async record({ headers, query }: FastifyRequest, reply: FastifyReply, measure: MeasureId, type: EventType, act: ActDto) {
    only(query as Record<string, unknown>, ['again']);
    const again = flag('again', (query as Record<string, unknown>).again);
    const stream = streamOf('measure', measure);
    const expected = expectedOf(headers['if-match']);
    const said = readAct(type, act);
    const given = keyOf(headers['idempotency-key']);
    const key = given ?? this.#keyFor(stream, type, said, again);
    const draft = { id: eventId(key, type, stream), type, ...said, correlation: key, causation: key } as unknown as Draft;
    let { id } = draft;
    const { recorded } = await this.engine.record([{ stream, draft }], { expected, again, known: (_, event) => (id = event) });
    const event = await this.engine.event(id);
    const known = recorded === 0 && (given === undefined || id !== draft.id);
    if (known) reply.status(200);
    return {
      event: id,
      position: String(event?.position ?? this.engine.position),
      /** How many events the measure's stream held with this one: what a next act may demand by `If-Match`. */
      revision: event && event.revision + 1,
      recorded: recorded > 0,
      /** Whether this act was recorded before, but not as this request. */
      known,
      measure: `/v1/measures/${measure}`,
    };
  }

  /** The key of an act that came without one: what it says; where it is to be recorded again, with a number that none had yet. */
  #keyFor(stream: string, type: EventType, said: object, again: boolean): string {
    const digest = createHash('sha256')
      .update(JSON.stringify({ type, ...said }))
      .digest('hex');
    let key = digest;
    for (let number = 2; again && this.engine.follower.positionOf(eventId(key, type, stream)) !== undefined; number++)
      key = `${digest}.${number}`;
    return key;
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
