import {
  arrangements,
  ControlsInForce,
  commitments,
  facilitationsOf,
  licensing,
  negotiations,
  PARAMETERS,
  parseQuestion,
  readingsOf,
  search,
  timeline,
  upcoming,
} from '@in-force/answers';
import { Engine, loadFoundingRecord } from '@in-force/engine';
import { MemoryLog } from '@in-force/event-log';
import { BLOCS, COUNTRIES, type ExactDay, lastDayOf, type Recorded, regionName, type Source } from '@in-force/events';
import { NOW } from '../kit/record.js';

/** Answers at a `knownOn`, on the founding record: nothing in them may come from anything later. */
describe('no sentence of an answer comes from anything later', () => {
  const now = () => NOW;
  const controls = new ControlsInForce();
  const events: Recorded[] = [];
  let engine: Engine;
  beforeAll(async () => {
    engine = await Engine.open(new MemoryLog(now), [controls], { now });
    await loadFoundingRecord(engine);
    events.push(...(await engine.follower.after(0, engine.position)));
  });
  afterAll(() => engine.close());

  /** The texts that only what was public by a day has, and those of which none may be shown. */
  const NAMES = new Set([...COUNTRIES, ...BLOCS].map(regionName));

  function told(knownOn: ExactDay): { readonly allowed: readonly string[]; readonly hidden: readonly string[] } {
    // The names of places are of the vocabulary.
    const allowed: string[] = [...COUNTRIES, ...BLOCS].map(regionName);
    const later: string[] = [];
    for (const event of events) {
      const known = lastDayOf(event.publishedOn) <= knownOn;
      (known ? allowed : later).push(...textsIn(event.data), ...textsIn(event.instrument), ...textsIn(event.summary));
      // How far publications were read is of our log, which `knownOn` does not bound; what was found there is of the world.
      if (event.type === 'record.checked') allowed.push(...(event.data.bodiesLeftOut ?? []));
      later.push(...textsIn(event.note));
      for (const source of event.sources) {
        const { supports, ...shown } = source;
        later.push(...textsIn(supports));
        (known && publicOn(event, source) <= knownOn ? allowed : later).push(...textsIn(shown));
      }
    }
    const all = allowed.join('\n');
    return {
      allowed,
      hidden: [...new Set(later)].filter((text) => text.length > 12 && !NAMES.has(text) && /[ /]/.test(text) && !all.includes(text)),
    };
  }

  const publicOn = ({ publishedOn, instrument, recordedAt }: Recorded, { published, reliability }: Source): ExactDay => {
    if (published !== null) return lastDayOf(published);
    return instrument && reliability === 'official' ? lastDayOf(publishedOn) : recordedAt.slice(0, 10);
  };

  function textsIn(value: unknown): string[] {
    if (typeof value === 'string') return [value];
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
  }

  const DAYS = ['2025-04-10', '2025-10-10', '2025-10-31', '2025-11-05', '2025-11-20', '2026-03-01', '2026-07-24', '2026-09-28'];

  it.each(DAYS)('as known on %s', (knownOn) => {
    const { hidden } = told(knownOn);
    expect(hidden.length).toBeGreaterThan(20);
    const asked = (kind: keyof typeof PARAMETERS, more: Record<string, string> = {}) =>
      parseQuestion({ knownOn, ...(PARAMETERS[kind].includes('on' as never) && { on: '2026-11-20' }), ...more }, NOW, PARAMETERS[kind]);
    const lists = Object.entries({
      arrangements,
      commitments,
      facilitations: facilitationsOf,
      licensing,
      negotiations,
      readings: readingsOf,
      timeline,
      upcoming,
    }).map(([kind, of]) => {
      const question = asked(
        kind as 'timeline',
        kind === 'commitments' ? { status: 'all' } : kind === 'timeline' ? { to: '2027-01-31' } : {},
      );
      return [kind, controls.answer(kind as 'timeline', question, (known) => of(known, question))] as const;
    });
    const searches = ['suspension', 'china', 'rare', 'licence', 'november', 'mofcom', 'affiliates'].map((q) => {
      const question = asked('search', { q });
      return [`search ${q}`, controls.answer('search', question, (known) => search(known, question))] as const;
    });
    const ids = [...new Set(events.flatMap(({ stream }) => (stream.startsWith('measure-') ? [stream.slice('measure-'.length)] : [])))];
    const alone = ids.flatMap((id) =>
      ['2025-11-20', '2026-11-20'].flatMap((on) => [
        [`measure ${id}`, controls.measure(id, asked('measure', { on }))] as const,
        [`explain ${id}`, withoutFlips(controls.explain(id, asked('explain', { on })))] as const,
      ]),
    );
    const acts = [...new Set(events.flatMap(({ instrument }) => (instrument ? [instrument.id] : [])))].map(
      (id) => [`act ${id}`, controls.instrument(id, asked('instrument', { on: '2026-11-20' }))] as const,
    );
    for (const [name, answer] of [...lists, ...searches, ...alone, ...acts]) {
      const shown = textsIn(answer).join('\n');
      expect([name, hidden.filter((text) => shown.includes(text))]).toEqual([name, []]);
    }
  });

  /** What would make another answer is supposed, of whatever day. */
  const withoutFlips = ({ flips: _, ...answer }: ReturnType<ControlsInForce['explain']>) => answer;
});
