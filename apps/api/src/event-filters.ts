import { InvalidRequest, type Problem, parseQuestion, Unknown } from '@in-force/answers';
import { Answers, Engine } from '@in-force/engine';
import { formOf, idOf, type Kind, MeasureId, type Recorded, type Region, streamOf, subjectOfStream } from '@in-force/events';
import { isAskedAbout, measuresTouchedBy, remember } from '@in-force/rules';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { API_OPTIONS, type ApiOptions } from './options.js';

/** Of how many streams it is known what they speak of. */
const STREAMS = 10_000;

/** Says whether an event is wanted. */
export type Wanted = (event: Recorded) => Promise<boolean>;

/** What a stream of the log speaks of; of a measure's own, how it was announced. */
interface Spoken {
  readonly measures: readonly MeasureId[];
  readonly announced: { readonly issuer: Region; readonly kind: Kind } | null;
}

/**
 * Finds the events that bear on some measures: those of the streams that speak of them, so that a retraction or a fulfilment
 * follows what it is about. A check bears on every measure of its issuer.
 */
@Injectable()
export class EventFilters {
  /** Holds for one position of the record. */
  readonly #spoken = new LRUCache<string, Promise<Spoken>>({ max: STREAMS });
  #position = 0;

  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(Answers) private readonly answers: Answers,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  /**
   * Reads the filters `measure`, `issuer` and `kind`; null where there is none.
   *
   * @throws {InvalidRequest} for a word that is none, and with `known` for a measure that the record does not hold, with what is near.
   */
  filter({ measure, issuer, kind }: Readonly<Record<string, unknown>>, { known }: { readonly known: boolean }): Wanted | null {
    const { issuer: issuers, kind: kinds } = parseQuestion({ issuer, kind }, this.options.now(), ['issuer', 'kind']);
    const measures = measure === undefined ? null : this.#idsIn(measure);
    if (known && measures) this.#demandKnown(measures);
    if (measures === null && issuers === null && kinds === null) return null;
    const passes = async (id: MeasureId): Promise<boolean> => {
      if (measures && !measures.includes(id)) return false;
      if (issuers === null && kinds === null) return true;
      const { announced } = await this.#speaks(streamOf('measure', id));
      return isAskedAbout({ issuer: issuers, kind: kinds }, announced);
    };
    const checks = async (issuer: Region): Promise<boolean> => {
      if (issuers && !issuers.includes(issuer)) return false;
      for (const id of measures ?? []) if ((await this.#speaks(streamOf('measure', id))).announced?.issuer === issuer) return true;
      return measures === null;
    };
    return async ({ stream }) => {
      if (subjectOfStream(stream) === 'record') return checks(idOf(stream));
      for (const id of (await this.#speaks(stream)).measures) if (await passes(id)) return true;
      return false;
    };
  }

  /** Reads the ids of measures, or the numbers of their acts. */
  #idsIn(measure: unknown): MeasureId[] {
    const written = typeof measure === 'string' ? measure.split(',') : [];
    try {
      const ids = written.map((one) => this.answers.readModel.idNamed(one));
      if (ids.length > 0 && ids.every((id) => MeasureId.safeParse(id).success)) return ids;
    } catch (error) {
      if (error instanceof Unknown) throw new InvalidRequest([{ pointer: '/measure', detail: error.message }]);
      throw error;
    }
    throw new InvalidRequest([{ pointer: '/measure', detail: 'Write ids of measures, comma-separated: cn-mofcom-2025-61.3.' }]);
  }

  #demandKnown(measures: readonly MeasureId[]): void {
    const question = parseQuestion({}, this.options.now(), []);
    const errors = measures.flatMap((id): Problem[] => {
      try {
        this.answers.readModel.measure(id, question);
        return [];
      } catch (error) {
        if (!(error instanceof Unknown)) throw error;
        const near = error.near.filter((one) => !error.message.includes(one));
        return [{ pointer: '/measure', detail: `${error.message}${near.length > 0 ? ` Near: ${near.join(', ')}.` : ''}` }];
      }
    });
    if (errors.length > 0) throw new InvalidRequest(errors);
  }

  #speaks(stream: string): Promise<Spoken> {
    if (this.#position !== this.engine.position) this.#spoken.clear();
    this.#position = this.engine.position;
    return remember(this.#spoken, stream, () => this.engine.stream(stream).then(spokenOf));
  }
}

function spokenOf(events: readonly Recorded[]): Spoken {
  let announced: Spoken['announced'] = null;
  for (const event of events) {
    const said = formOf(event);
    if (said.type === 'measure.announced') announced = said.data as NonNullable<Spoken['announced']>;
  }
  return { measures: [...new Set(events.flatMap(measuresTouchedBy))], announced };
}
