import type { IncomingMessage, ServerResponse } from 'node:http';
import { parse } from 'node:querystring';
import { PARAMETERS, parseQuestion } from '@in-force/answers';
import { Answers, Engine } from '@in-force/engine';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { API_OPTIONS, type ApiOptions } from './options.js';
import { encodingOf, headersOf } from './question-reader.js';
import { REQUEST_ID } from './request-id.js';
import { ResponseCache } from './response-cache.js';

const PATH = '/v1/controls';

/** Headers that ask for more than the plain answer. */
const MORE = ['accept-datetime', 'in-force-position', 'if-none-match', 'if-match'];

/** How many questions are known to have been asked. */
const REMEMBERED = 10_000;

/**
 * Answers a question about controls before the framework sees the request, where that is all there is to do: a short list, as JSON,
 * of the record that is at hand. Everything else, and every mistake, is left to the framework, which gives the same answer.
 */
@Injectable()
export class Shortcut {
  /** The headers that go with every answer, names and values in turn. Until they are known, nothing is answered here. */
  common: readonly string[] | null = null;

  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(Answers) private readonly answers: Answers,
    @Inject(ResponseCache) private readonly kept: ResponseCache,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  /** Answers a request, if it is a plain one. @returns whether it did. */
  answer(request: IncomingMessage, response: ServerResponse, id: string): boolean {
    const { method, url = '', headers: asked } = request;
    if (this.common === null || method !== 'GET' || !url.startsWith(`${PATH}?`) || this.engine.follower.error) return false;
    const plain = (asked.accept ?? '*/*') === '*/*' && encodingOf(asked) === '';
    if (!plain || MORE.some((name) => asked[name] !== undefined)) return false;
    if ((this.options.starting?.() ?? null) !== null) return false;
    const found = this.#ask(url);
    if (!found) return false;
    const { bytes, position, own } = found;
    const headers = [...this.common, ...own, 'content-type', 'application/json; charset=utf-8', 'content-length', String(bytes.length)];
    if (this.#again(url)) this.kept.keep(request, bytes, headers, position);
    const named = [...headers, REQUEST_ID, id];
    if (this.#ready.push(() => response.writeHead(200, named).end(bytes)) === 1) setImmediate(this.#send);
    return true;
  }

  /** The answers to what came together go out together: to wake those who wait for one costs more than to find it. */
  #ready: (() => void)[] = [];
  readonly #send = (): void => {
    const ready = this.#ready;
    this.#ready = [];
    for (const send of ready) send();
  };

  readonly #asked = new LRUCache<string, true>({ max: REMEMBERED });

  /** Returns whether something was asked before, not long ago: what is asked once is not worth to be kept. */
  #again(url: string): boolean {
    if (this.#asked.delete(url)) return true;
    this.#asked.set(url, true);
    return false;
  }

  #ask(url: string) {
    try {
      const question = parseQuestion(parse(url.slice(PATH.length + 1)), this.options.now(), PARAMETERS.controls);
      const { recordedAt, facts } = question;
      const pinned = recordedAt !== null && 'position' in recordedAt;
      if (facts !== null || (pinned && recordedAt.position > this.engine.position)) return null;
      const answered = this.answers.controlsAtOnce(question);
      return (
        answered && {
          bytes: answered.bytes,
          position: pinned ? null : Number(answered.answer.log.position),
          own: Object.entries(headersOf(url, '', question, answered.answer, this.options.url ?? '')).flat(),
        }
      );
    } catch {
      return null; // the framework finds the same mistake, and tells it
    }
  }
}
