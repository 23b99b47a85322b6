import { InvalidRequest, parseWatched, spellWatched } from '@in-force/answers';
import { Desk, type Holder, mayDo, NoSuch, TOLD_CAUSES, targetFault, type Watch, webhookSecret } from '@in-force/desk';
import { Changes, writeQuery } from '@in-force/engine';
import { Inject, Injectable } from '@nestjs/common';
import { API_OPTIONS, type ApiOptions } from './options.js';
import type { WatchChangeDto, WatchDto } from './watches.dto.js';

/** Something cannot be done as things stand; the message says what to do first. */
export class NotNow extends Error {
  override readonly name = 'NotNow';
}

/** What of a question is no part of a watch: it has its own place, or would hold the day still. */
const OUTSIDE = ['lead', 'after', 'limit'];

/** Makes watches and shows them, to those who made them. */
@Injectable()
export class WatchKeeper {
  constructor(
    @Inject(Desk) private readonly desk: Desk,
    @Inject(Changes) private readonly changes: Changes,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  /** Returns the watches of somebody; all of them for an admin. */
  of = (holder: Holder): readonly Watch[] => this.desk.watches().filter(({ by }) => by === holder.id || mayDo(holder, 'admin'));

  /** Returns a watch that somebody may see. @throws {NoSuch} where there is none for them. */
  find(id: string, holder: Holder): Watch {
    const watch = this.desk.watch(id);
    if (watch.by !== holder.id && !mayDo(holder, 'admin')) throw new NoSuch(`There is no watch "${id}" of yours.`);
    return watch;
  }

  /**
   * Makes a watch.
   *
   * @throws {InvalidRequest} for a question that has no "today", one that cannot be read, a cursor that is none, or a target that nobody can
   * reach. @throws {NotNow} where something is to be sent, and nothing could sign it.
   */
  async make({ question: asked, title = null, to = null, causes = USUAL, lead, after }: WatchDto, holder: Holder): Promise<Watch> {
    this.#demandTarget(to);
    const read = questionOf(asked, lead, this.options.now());
    const horizon = await this.changes.horizon(AbortSignal.timeout(this.options.patience));
    const question = this.changes.known({ ...read, after: after ?? null });
    const cursor = this.changes.written(this.changes.from(question, horizon));
    const spelled = Object.fromEntries(spellWatched(question).filter(([name]) => name !== 'limit' && name !== 'after'));
    return this.desk.make({ question: spelled, title, to, causes: [...new Set(causes)], cursor }, holder.id);
  }

  /** Changes a watch. */
  async change(id: string, { state, title, to }: WatchChangeDto, holder: Holder): Promise<Watch> {
    if (to !== undefined) this.#demandTarget(to);
    await this.desk.say(
      id,
      [
        ...(title === undefined ? [] : [{ type: 'watch.renamed' as const, data: { title } }]),
        ...(to === undefined ? [] : [{ type: 'watch.redirected' as const, data: { to } }]),
        ...(state === undefined ? [] : [{ type: state === 'paused' ? ('watch.paused' as const) : ('watch.activated' as const), data: {} }]),
      ],
      holder.id,
    );
    return this.desk.watch(id);
  }

  /** Returns a watch as it is shown. */
  shown({ id, by, madeAt, state, reason, title, to, question, causes, sequence, answered, failed, retryAt, bothUntil }: Watch) {
    const base = `${this.options.url ?? ''}/v1`;
    return {
      ...{ id, state, reason, title, to, question, causes, madeAt, madeBy: by },
      ...{ sequence, answered: to === null ? null : answered, failed, retryAt, bothSecretsUntil: bothUntil },
      changes: `${base}/changes?${writeQuery(Object.entries(question))}`,
      deliveries: `${base}/watches/${id}/deliveries`,
    };
  }

  /** Returns the secret that signs what a watch is sent; null where nothing signs. */
  secretOf({ id, to, rotation }: Watch): string | null {
    const { secret = null } = this.options;
    return secret === null || to === null ? null : webhookSecret(secret, id, rotation);
  }

  #demandTarget(to: string | null): void {
    if (to === null) return;
    const fault = targetFault(to, this.options.webhooks ?? 'public');
    if (fault !== null) throw new InvalidRequest([{ pointer: '/to', detail: fault }]);
    if ((this.options.secret ?? null) === null)
      throw new NotNow(
        'Deliveries are signed: start the server with IN_FORCE_SECRET set to a secret of at least 32 characters, or leave out `to`.',
      );
  }
}

const USUAL = TOLD_CAUSES.filter((cause) => cause !== 'rules');

/** Returns the question of a watch. @throws {InvalidRequest} naming what of it cannot be read. */
function questionOf(asked: Readonly<Record<string, unknown>>, lead: readonly string[] | undefined, now: string) {
  for (const name of OUTSIDE)
    if (name in asked)
      throw new InvalidRequest([
        { pointer: `/question/${name}`, detail: name === 'limit' ? 'A watch has none.' : `Write ${name} beside the question.` },
      ]);
  const written = Object.entries(asked).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : String(value)]);
  try {
    return parseWatched({ ...Object.fromEntries(written), ...(lead && { lead: lead.join(',') }) }, now);
  } catch (error) {
    if (!(error instanceof InvalidRequest)) throw error;
    throw new InvalidRequest(
      error.errors.map(({ pointer, detail }) => ({
        pointer: pointer === '/lead' ? pointer : `/question${pointer}`,
        detail: TIMES.has(pointer) ? 'A watch is about today, whenever that is: leave it out.' : detail,
      })),
    );
  }
}
const TIMES: ReadonlySet<string> = new Set(['/on', '/knownOn', '/recordedAt']);
