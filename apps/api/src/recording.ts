import { createHash } from 'node:crypto';
import { InvalidRequest } from '@in-force/answers';
import { Engine, eventId } from '@in-force/engine';
import { type Draft, definitionOf, Envelope, type EventType, type MeasureId, streamOf } from '@in-force/events';
import { spoiltTexts } from '@in-force/formats';
import { readRecordable } from '@in-force/words';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { only } from './events.controller.js';
import { flag } from './import.controller.js';
import type { ActDto } from './measures.dto.js';
import { API_OPTIONS, type ApiOptions } from './options.js';

/** What a recorder says of any act: the envelope, but for what is added here. */
export const Said = Envelope.omit({ id: true, correlation: true, causation: true });

/** Takes acts in over HTTP. The same Idempotency-Key records the same act once; under another or none, it is known. */
@Injectable()
export class Recording {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  /**
   * Records one act on a measure. `If-Match` holds the revision of the last event of its stream; `If-None-Match: *`, that it has none. An
   * act that was recorded under another key is told as known (200), with the event that it is, unless the query says `again=true`.
   */
  async record({ headers, query }: FastifyRequest, reply: FastifyReply, measure: MeasureId, type: EventType, act: ActDto) {
    only(query as Record<string, unknown>, ['again']);
    const again = flag('again', (query as Record<string, unknown>).again);
    const stream = streamOf('measure', measure);
    const expected = expectedOf(headers['if-match'], headers['if-none-match']);
    const said = readAct(type, act);
    const given = keyOf(headers['idempotency-key']);
    const key = given ?? this.#keyFor(stream, type, said, again);
    // A key is the recorder's own: events bear its digest.
    const named = given === undefined ? key : digestOf(given);
    const draft = { id: eventId(key, type, stream), type, ...said, correlation: named, causation: named } as unknown as Draft;
    let { id } = draft;
    const { recorded } = await this.engine.record([{ stream, draft }], { expected, again, known: (_, event) => (id = event) });
    const event = await this.engine.event(id);
    const known = recorded === 0 && (given === undefined || id !== draft.id);
    if (known) reply.status(200);
    const { url } = this.options;
    if (event) reply.header('location', `${url ?? ''}/v1/events/${id}`);
    return {
      event: id,
      position: String(event?.position ?? this.engine.position),
      /** The number of the event in the measure's stream, from 0: what a next act may demand by `If-Match`. */
      revision: event?.revision,
      recorded: recorded > 0,
      /** Whether this act was recorded before, but not as this request. */
      known,
      measure: `${url ?? ''}/v1/measures/${measure}`,
    };
  }

  /** Returns the key of an act that came without one: what it says; where it is to be recorded again, with a number that none had yet. */
  #keyFor(stream: string, type: EventType, said: object, again: boolean): string {
    const digest = digestOf(JSON.stringify({ type, ...said }));
    let key = digest;
    for (let number = 2; again && this.engine.follower.positionOf(eventId(key, type, stream)) !== undefined; number++)
      key = `${digest}.${number}`;
    return key;
  }
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Returns the act as its schema reads it, the rules between its fields included. Spelled one way, however it was sent. */
function readAct(type: EventType, { publishedOn, sources, instrument, summary, note, confidence, ...data }: ActDto) {
  const spoilt = spoiltTexts({ publishedOn, sources, instrument, summary, note, confidence, ...data });
  if (spoilt.length > 0) throw new InvalidRequest(spoilt.map(({ path, message }) => ({ pointer: pointerOf(path), detail: message })));
  const schema = z.strictObject({ ...Said.shape, data: definitionOf(type)?.schema ?? z.never() });
  const read = readRecordable(schema, { publishedOn, sources, instrument, summary, note, confidence, data });
  if (read.faults)
    throw new InvalidRequest(
      read.faults.map(({ path, why }) => ({ pointer: pointerOf(path.slice(path[0] === 'data' ? 1 : 0)), detail: why })),
    );
  return JSON.parse(JSON.stringify(read.data)) as z.infer<typeof schema>;
}

const pointerOf = (path: readonly PropertyKey[]): string => path.map((part) => `/${String(part)}`).join('');

function keyOf(header: string | readonly string[] | undefined): string | undefined {
  if (header === undefined || (typeof header === 'string' && /^[\x21-\x7e]{1,255}$/.test(header))) return header as string | undefined;
  throw new InvalidRequest([{ pointer: '/Idempotency-Key', detail: 'Write 1 to 255 ASCII letters, digits and signs, without spaces.' }]);
}

/** Returns how many events a stream must hold: one more than the revision of its last, none where it must not have begun. */
function expectedOf(match: string | undefined, none: string | undefined): number | undefined {
  if (none !== undefined && (none !== '*' || match !== undefined))
    throw new InvalidRequest([
      { pointer: '/If-None-Match', detail: 'Write * where the measure’s stream must hold no event yet, and no If-Match beside it.' },
    ]);
  if (none !== undefined) return 0;
  if (match === undefined) return undefined;
  const [, revision] = /^"?(\d{1,15})"?$/.exec(match) ?? [];
  if (revision === undefined)
    throw new InvalidRequest([
      {
        pointer: '/If-Match',
        detail:
          'Write the revision of the last event of the measure’s stream: digits, in quotes or not. Where it holds none, send If-None-Match: *.',
      },
    ]);
  return Number(revision) + 1;
}
