// A record of the size of the world: the same for a seed, of every kind of event, skewed as policy is. Events come in order of recording.
import { leafOf } from '@in-force/event-log';
import { BLOCS, COUNTRIES, encode, ITEMS } from '@in-force/events';
import { itemNumbers, readViewOf } from '@in-force/index';
import { BINDING } from '@in-force/rules';

const FIRST = Date.UTC(2009, 0, 1);
/** How many years of policy a record holds. */
const YEARS = 18;
const ISSUERS = ['CN', 'US', 'EU', 'JP', 'KR', 'IN', 'BR', 'RU', 'GB', 'CA', 'AU', 'MX', 'TR', 'ID', 'VN', 'ZA', 'AR', 'TH', 'CH', 'MY'];
const KINDS = ['tariff', 'export-licence', 'entity-listing', 'import-ban', 'export-ban', 'fee', 'countermeasure', 'procurement-ban'];
const GOODS = ITEMS.map(({ slug }) => slug).filter((slug) => slug !== 'dual-use');
const SOURCE = [
  { publisher: 'Gazette', title: 'Notice', url: 'https://example.org/notice', published: '2020-01-01', reliability: 'official' },
];

/** Numbers that look random and are the same in every run. */
export function randomFrom(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit) => Math.floor(next() * limit);
  /** A few things are common and most are rare. */
  const skewed = (things) => things[Math.floor(next() ** 3 * things.length)];
  return { next, below, chance: (share) => next() < share, pick: (things) => things[below(things.length)], skewed };
}

const dayOf = (n) => new Date(FIRST + n * 86_400_000).toISOString().slice(0, 10);
const uuid = (n) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

/** A statement about nothing in particular, ready to be recorded. */
export const remark = (n) => ({
  id: uuid(n),
  type: 'statement.made',
  data: { title: 'A remark', party: 'CN', speaker: 'Ministry of Commerce', text: `Remark ${n}`, about: [] },
  publishedOn: '2025-11-07',
  sources: SOURCE,
  correlation: 'bench',
  causation: null,
});

/** Countries by weight of trade, then all the others; the same order in every run. */
const PLACES = [...new Set(['CN', 'US', 'DE', 'JP', 'FR', 'GB', 'IN', 'KR', 'IT', 'CA', 'BR', 'RU', 'MX', 'AU', 'ES', 'VN', ...COUNTRIES])];

function scopeOf({ chance, below, skewed, pick }) {
  const regions = chance(0.12)
    ? ['world']
    : chance(0.08)
      ? [pick(BLOCS)]
      : [...new Set(Array.from({ length: 1 + (chance(0.3) ? below(6) : 0) }, () => skewed(PLACES)))];
  const items = chance(0.1)
    ? 'all'
    : [...new Set(Array.from({ length: 1 + below(chance(0.2) ? 12 : 3) }, () => skewed(GOODS)))].map((item) => ({ item }));
  return {
    regions,
    items,
    ...(regions[0] === 'world' && chance(0.3) && { except: [...new Set([skewed(PLACES), skewed(PLACES)])] }),
    ...(chance(0.1) && { limit: { to: 'entities', names: ['Somebody Ltd'] } }),
  };
}

/** The acts of one measure: when published, and what. */
function lifeOf(random, id, issuer, start, endless) {
  const { chance, below, pick, skewed } = random;
  const scope = scopeOf(random);
  const first = start + below(120) - 20;
  const acts = [];
  const act = (published, type, data, recorded = published + (chance(0.8) ? below(20) : below(900))) =>
    acts.push({ published, recorded, type, data, stream: `measure-${id}` });
  act(start, 'measure.announced', {
    title: `Measure ${id}`,
    kind: pick(KINDS),
    issuer,
    scope,
    firstDay: endless && chance(0.03) ? null : dayOf(first),
    ...((!endless || chance(0.35)) && { lastDay: dayOf(first + 180 + below(2_500)) }),
  });
  if (chance(0.4)) act(Math.max(start, first), 'measure.took-effect', { on: dayOf(first) });
  let at = Math.max(start, first);
  for (let n = chance(0.5) ? below(5) : 0; n > 0; n--) {
    at += 30 + below(400);
    act(at - below(30), 'measure.amended', {
      from: dayOf(at),
      ...(chance(0.5) ? { scope: scopeOf(random) } : { lastDay: dayOf(at + 200 + below(1500)) }),
    });
  }
  if (chance(0.3)) {
    const from = first + below(900);
    const parts = chance(0.3) ? { parts: chance(0.6) ? { regions: [skewed(PLACES)] } : { items: [skewed(GOODS)] } } : {};
    const through = from + 90 + below(400);
    act(from - below(20), 'measure.suspended', { from: dayOf(from), through: chance(0.15) ? null : dayOf(through), ...parts });
    if (chance(0.5)) act(through - below(20), 'measure.suspension-extended', { through: dayOf(through + 90 + below(400)), ...parts });
    if (chance(0.3)) act(from + 40, 'measure.resumed', { from: dayOf(from + 45), ...parts });
  }
  if (chance(0.45)) act(first + 300 + below(3_000), 'measure.revoked', { from: dayOf(first + 320 + below(3_000)) });
  return acts;
}

/** So many measures, and so many events in all, over so many years; most measures without a last day, or none of them. */
export function worldOf({ measures = 100_000, events = 1_000_000, seed = 1, years = YEARS, endless = true } = {}) {
  const days = years * 365;
  const random = randomFrom(seed);
  const { below, chance, pick, skewed } = random;
  const acts = [];
  const ids = [];
  for (let n = 0; n < measures; n++) {
    const issuer = skewed(ISSUERS);
    const id = `${issuer.toLowerCase()}-act-${n}`;
    ids.push(id);
    acts.push(...lifeOf(random, id, issuer, Math.floor(days * random.next() ** 0.6), endless));
  }
  const measureActs = acts.length;
  for (let n = 0; n < measureActs && acts.length < events; n++)
    if (chance(0.03)) {
      const { published, recorded, stream, data, type } = acts[n];
      const later = recorded + 1 + below(300);
      acts.push(
        chance(0.8)
          ? {
              published,
              recorded: later,
              type: 'record.corrected',
              stream,
              corrects: n,
              data: { replacement: { type, version: 1, data, publishedOn: dayOf(published) }, reason: 'Misread.' },
            }
          : { published, recorded: later, type: 'record.retracted', stream, corrects: n, data: { reason: 'Misread.' } },
      );
    }
  for (let n = 0; acts.length < events; n++) {
    const published = below(days);
    const recorded = published + below(30);
    const about = [skewed(ids)];
    const kind = random.next();
    if (kind < 0.05) {
      const issuer = pick(ISSUERS);
      acts.push({
        published,
        recorded,
        type: 'record.checked',
        stream: `record-${issuer}`,
        data: { issuer, through: dayOf(Math.max(0, published - below(60))), found: 'Nothing.' },
      });
    } else if (kind < 0.75)
      acts.push({
        published,
        recorded,
        type: 'statement.made',
        stream: `statement-${n}`,
        data: {
          title: `Remark ${n}`,
          party: pick(ISSUERS),
          speaker: 'A ministry',
          text: 'What was said.',
          about,
          ...(chance(0.2) && {
            readings: [{ measures: about, regions: ['world'], reads: pick(['in-force', 'suspended', 'removed', 'unclear']) }],
          }),
        },
      });
    else if (kind < 0.9)
      acts.push({
        published,
        recorded,
        type: 'commitment.made',
        stream: `commitment-${n}`,
        data: { party: pick(ISSUERS), speaker: 'A ministry', text: 'What it will do.', about },
      });
    else
      acts.push({
        published,
        recorded,
        type: 'facilitation.opened',
        stream: `facilitation-${n}`,
        data: {
          title: 'An easing',
          text: 'Whom it lets off.',
          kind: 'general-licence',
          regions: [skewed(PLACES)],
          about,
          from: dayOf(published),
        },
      });
  }
  const order = acts.map((_, index) => index).sort((a, b) => acts[a].recorded - acts[b].recorded || a - b);
  const revisions = new Map();
  return order.map((index, place) => {
    const { published, recorded, type, data, stream, corrects } = acts[index];
    const revision = revisions.get(stream) ?? 0;
    revisions.set(stream, revision + 1);
    return {
      id: uuid(index),
      publishedOn: dayOf(published),
      sources: SOURCE,
      correlation: 'world',
      causation: null,
      type,
      data: corrects === undefined ? data : { ...data, event: uuid(corrects) },
      stream,
      revision,
      position: place + 1,
      recordedAt: new Date(FIRST + recorded * 86_400_000 + (place % 86_400_000)).toISOString(),
    };
  });
}

/** An event of a world as a log keeps it. */
export function storedOf({ stream, revision, position, recordedAt, ...draft }) {
  const event = { ...encode(draft), stream, revision, recordedAt };
  return { ...event, position, leaf: leafOf(event) };
}

/** Questions as users ask them: half with an item, three in ten about the past of the record. */
export function realQuestions(seed, count, head, years = YEARS) {
  const days = years * 365;
  const { chance, below, skewed, pick } = randomFrom(seed);
  return Array.from({ length: count }, () => ({
    on: dayOf(below(days)),
    region: chance(0.1) ? pick(['EU', 'G7', 'ASEAN']) : skewed(PLACES),
    ...(chance(0.5) && { item: skewed(GOODS) }),
    ...(chance(0.3) && (chance(0.5) ? { knownOn: dayOf(below(days - 40)) } : { recordedAt: String(1 + below(head)) })),
  }));
}

/** The numbers and ranks of the measures that the index alone finds for a question, in no order. */
export function hitsOf(model, { on, region, item, issuer, kind, status, recordedAt, knownOn }) {
  const view = model.viewAt({ recordedAt, knownOn });
  const whole = status.some((one) => !BINDING.has(one));
  const query = { on, region, items: itemNumbers(view.goods(item)), issuer, kind, whole, wanted: status, without: [] };
  return model.indexAll().find(query, readViewOf(view), false);
}
