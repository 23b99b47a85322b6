import { addDays, type Event, type ExactDay, type Instant, type MeasureId, type Recorded, streamOf } from '@in-force/events';
import { record, type Said, uuid } from './record.js';

/** Numbers that look random and are the same in every run: xorshift. */
export function randomFrom(seed: number) {
  let state = seed | 0 || 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return { below, chance: (share: number) => next() < share, pick: <T>(from: readonly T[]): T => from[below(from.length)] as T };
}
export type Random = ReturnType<typeof randomFrom>;

const ISSUERS = ['CN', 'US', 'EU', 'GB'];
const KINDS = ['export-licence', 'export-licence', 'tariff', 'entity-listing', 'export-ban', 'trade-management'] as const;
const REGIONS = ['world', 'EU', 'G7', 'ASEAN', 'US', 'DE', 'FR', 'JP', 'CN', 'GB', 'VN', 'HR'];
const ITEMS = [
  'rare-earths',
  'medium-heavy-rare-earths',
  'dysprosium',
  'neodymium',
  'gallium',
  'rare-earth-equipment',
  'graphite',
  'rare-earth-magnets',
  'dy-ndfeb-magnets',
  'dual-use',
];
const HEADINGS = ['2805', '811292', '8112'];
const START: ExactDay = '2012-06-01';
const LENGTH = 1_500;

const day = ({ below }: Random): ExactDay => addDays(START, below(LENGTH));
const some = <T>({ below, pick }: Random, from: readonly T[]): T[] => [...new Set(Array.from({ length: 1 + below(3) }, () => pick(from)))];

function scope(random: Random) {
  const { chance, pick } = random;
  const items = chance(0.25)
    ? ('all' as const)
    : chance(0.1)
      ? []
      : chance(0.2)
        ? [{ item: 'dual-use' }]
        : [
            ...some(random, ITEMS).map((item) => ({ item, ...(chance(0.15) && { hs: [pick(HEADINGS)] }) })),
            ...(chance(0.05) ? [{ name: 'As the act names it', hs: ['8112921000'] }] : []),
          ];
  return {
    regions: chance(0.3) ? ['world'] : some(random, REGIONS),
    items,
    ...(chance(0.05) && { dualUse: false as const }),
    ...(chance(0.25) && { except: some(random, REGIONS.slice(1)) }),
    ...(chance(0.1) && { inPart: [pick(['regions', 'items'] as const)] }),
    ...(chance(0.15) && { limit: { to: pick(['entities', 'end-uses'] as const), names: ['Somebody'] } }),
  };
}

const parts = (random: Random) => ({
  parts: random.chance(0.5)
    ? { regions: some(random, REGIONS) }
    : { items: some(random, ITEMS), ...(random.chance(0.3) && { except: ['US'] }) },
});

/** An act on a measure that exists: any kind, any day. */
function act(random: Random, publishedOn: ExactDay, suspensions: readonly string[]): Event {
  const { chance, pick, below } = random;
  const from = addDays(publishedOn, below(400) - 100);
  const through = chance(0.2) ? null : addDays(from, below(300));
  const told = chance(0.4) ? parts(random) : {};
  const acts: readonly (() => Event)[] = [
    () => ({ type: 'measure.suspended', data: { from, through, ...told } }),
    () => ({ type: 'measure.suspended', data: { from, through, ...told } }),
    () => ({
      type: 'measure.suspension-extended',
      data: {
        through,
        ...(chance(0.5) && { from }),
        ...(suspensions.length > 0 && chance(0.5) && { suspension: pick(suspensions) }),
        ...told,
      },
    }),
    () => ({ type: 'measure.resumed', data: { from, ...told } }),
    () => ({ type: 'measure.took-effect', data: { on: from } }),
    () => ({ type: 'measure.expired', data: { on: from } }),
    () => ({ type: 'measure.revoked', data: { from } }),
    () => ({
      type: 'measure.amended',
      data: {
        from,
        ...(chance(0.5) ? { scope: scope(random) } : { firstDay: from }),
        ...(chance(0.3) && { lastDay: addDays(from, below(300)) }),
      },
    }),
  ];
  return pick(acts)();
}

/** A record of some measures in which everything happens that the language has: in any order, corrected, retracted, late. */
export function worldOf(seed: number, measures: number, events: number): readonly Recorded[] {
  const random = randomFrom(seed);
  const { below, chance, pick } = random;
  const said: Said[] = [];
  const ids: MeasureId[] = [];
  const suspensions = new Map<MeasureId, string[]>();
  for (let n = 0; said.length < events; n++) {
    const as = n.toString(36).padStart(4, '0');
    const publishedOn = day(random);
    const recordedAt: Instant = new Date(Date.parse('2016-01-01T00:00:00Z') + n * 3_600_000).toISOString();
    const add = (stream: string, event: Event) => said.push({ ...event, stream, publishedOn, as, recordedAt } as Said);
    if (ids.length < measures && (ids.length === 0 || chance(0.3))) {
      const issuer = pick(ISSUERS);
      const id = `${issuer.toLowerCase()}-test-${ids.length + 1}`;
      ids.push(id);
      add(streamOf('measure', id), {
        type: 'measure.announced',
        data: {
          title: id,
          kind: pick(KINDS),
          issuer,
          scope: scope(random),
          firstDay: chance(0.1) ? null : addDays(publishedOn, below(200) - 60),
          ...(chance(0.3) && { lastDay: addDays(publishedOn, 140 + below(560)) }),
          ...(chance(0.08) && { knownThroughLaterAct: true as const }),
        },
      });
      continue;
    }
    const id = pick(ids);
    const stream = streamOf('measure', id);
    const earlier = said.filter((one) => one.stream === stream && one.as);
    const words = said.filter(({ type }) => type === 'commitment.made' || type === 'facilitation.opened' || type === 'statement.made');
    if (chance(0.08))
      add(streamOf('statement', `said-${n}`), {
        type: 'statement.made',
        data: {
          title: 'A remark',
          party: pick(['NO', 'US']),
          speaker: 'A ministry',
          text: 'What was said.',
          about: [id],
          readings: [{ measures: [id], regions: [pick(REGIONS)], reads: pick(['in-force', 'suspended', 'removed', 'unclear']) }],
        },
      });
    else if (chance(0.06))
      add(streamOf('commitment', `word-${n}`), {
        type: 'commitment.made',
        data: {
          party: pick(['US', 'CN']),
          speaker: 'A ministry',
          text: 'What it will do.',
          about: [id],
          ...(chance(0.6) && { due: addDays(publishedOn, below(300)) }),
        },
      });
    else if (chance(0.07))
      add(streamOf('facilitation', `easing-${n}`), {
        type: 'facilitation.opened',
        data: {
          title: 'An easing',
          text: 'Whom it lets off.',
          kind: 'general-licence',
          regions: [pick(REGIONS)],
          about: [id],
          from: publishedOn,
          ...(chance(0.5) && { through: addDays(publishedOn, below(300)) }),
        },
      });
    else if (words.length > 0 && chance(0.1)) {
      const { stream, type } = pick(words);
      add(
        stream,
        type === 'commitment.made'
          ? { type: 'commitment.broken', data: { act: 'a-later-act' } }
          : type === 'facilitation.opened'
            ? { type: 'facilitation.closed', data: { from: addDays(publishedOn, below(60)) } }
            : {
                type: 'record.retracted',
                data: { event: uuid(pick(words.filter((word) => word.stream === stream)).as as string), reason: 'Misread.' },
              },
      );
    } else if (chance(0.12))
      add(streamOf('record', pick(ISSUERS)), {
        type: 'record.checked',
        data: { issuer: pick(ISSUERS), through: day(random), found: 'Nothing.', ...(chance(0.2) && { bodiesLeftOut: ['Ministry'] }) },
      } as Event);
    else if (chance(0.1)) {
      const named = pick(earlier);
      const replaced =
        named.type === 'measure.announced'
          ? { ...named.data, firstDay: null, scope: scope(random) }
          : act(random, publishedOn, suspensions.get(id) ?? []);
      add(stream, {
        type: 'record.corrected',
        data: {
          event: uuid(named.as as string),
          replacement:
            named.type === 'measure.announced'
              ? { type: named.type, version: 1, data: replaced as never, ...(chance(0.4) && { publishedOn: day(random) }) }
              : { type: (replaced as Event).type, version: 1, data: (replaced as Event).data as never },
          reason: 'Misread.',
        },
      });
    } else if (chance(0.05))
      add(stream, { type: 'record.retracted', data: { event: uuid(pick(earlier).as as string), reason: 'Misread.' } });
    else {
      const event = act(random, publishedOn, suspensions.get(id) ?? []);
      if (event.type === 'measure.suspended') suspensions.set(id, [...(suspensions.get(id) ?? []), uuid(as)]);
      add(stream, event);
    }
  }
  return record(said);
}

/** A question that such a record can be asked. */
export function questionIn(random: Random, head: number): Record<string, string> {
  const { chance, pick, below } = random;
  return {
    on: day(random),
    status: 'all',
    ...(chance(0.8) && { region: pick(REGIONS) }),
    ...(chance(0.5) && { item: chance(0.15) ? `hs:${pick([...HEADINGS, '8112921000'])}` : pick(ITEMS) }),
    ...(chance(0.1) && { reading: pick(['NO', 'US']) }),
    ...(chance(0.35) && { knownOn: day(random) }),
    ...(chance(0.35) && { recordedAt: String(below(head + 1)) }),
    ...(chance(0.1) && { issuer: pick(ISSUERS) }),
    ...(chance(0.1) && { kind: pick(KINDS) }),
  };
}
