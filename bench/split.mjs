// A record that is split by issuer answers as the whole one does: asked, not believed.

import { PARAMETERS, parseQuestion } from '@in-force/answers';
import { compareIds, idOf } from '@in-force/events';
import { measuresTouchedBy } from '@in-force/rules';
import { build } from './question.mjs';
import { eachOf, NOW, number } from './report.mjs';
import { presentQuestions } from './start.mjs';
import { hitsOf, realQuestions, worldOf } from './world.mjs';

/** Deals shares among replicas: the largest first, each to the one that holds least. @returns for each share its replica. */
export function dealt(shares, replicas) {
  const filled = new Array(replicas).fill(0);
  const homes = new Array(shares.length);
  const largestFirst = shares.map((_, place) => place).sort((a, b) => shares[b] - shares[a]);
  for (const place of largestFirst) {
    homes[place] = filled.indexOf(Math.min(...filled));
    filled[homes[place]] += shares[place];
  }
  return homes;
}

/** A world where scopes name `dual-use` too, and statements speak of measures of two issuers. */
function entangled(world) {
  let [count, last] = [0, []];
  return worldOf(world).map((event) => {
    const { type, data } = event;
    if (type === 'measure.announced' && count++ % 20 === 0)
      return { ...event, data: { ...data, scope: { ...data.scope, items: [{ item: 'dual-use' }] } } };
    if (!data.about) return event;
    const about = [...new Set([...data.about, ...last])];
    last = data.about;
    return {
      ...event,
      data: { ...data, about, ...(data.readings && { readings: data.readings.map((one) => ({ ...one, measures: about })) }) },
    };
  });
}

/** The events of each part, numbered anew: all of its issuers, and each stream of which any event speaks of a measure of theirs. */
export function parted(record, parts) {
  const issuers = new Map(record.flatMap(({ type, data, stream }) => (type === 'measure.announced' ? [[idOf(stream), data.issuer]] : [])));
  const issuersOf = (event) =>
    event.stream.startsWith('record-') ? [idOf(event.stream)] : measuresTouchedBy(event).map((measure) => issuers.get(measure));
  const counts = new Map();
  for (const event of record) for (const issuer of issuersOf(event)) counts.set(issuer, (counts.get(issuer) ?? 0) + 1);
  const homes = dealt([...counts.values()], parts);
  const homeOf = new Map([...counts.keys()].map((issuer, place) => [issuer, homes[place]]));
  const kept = new Map(record.map(({ stream }) => [stream, new Set()]));
  for (const event of record) for (const issuer of issuersOf(event)) kept.get(event.stream).add(homeOf.get(issuer));
  return Array.from({ length: parts }, (_, part) =>
    record.filter(({ stream }) => kept.get(stream).has(part)).map((event, place) => ({ ...event, position: place + 1 })),
  );
}

/** A list without what is told of the log itself: its positions, and whether a day lies after its last event. */
const told = ({ controls, leftOut, checkedThrough }) => ({
  controls: controls.map(({ asScheduled: _, ...control }) => control),
  leftOut,
  checkedThrough: Object.fromEntries(Object.entries(checkedThrough).sort()),
});

function merged(answers) {
  const leftOut = {};
  for (const answer of answers)
    for (const [status, count] of Object.entries(answer.leftOut)) leftOut[status] = (leftOut[status] ?? 0) + count;
  return {
    controls: answers.flatMap(({ controls }) => controls).sort((a, b) => compareIds(a.id, b.id)),
    leftOut,
    checkedThrough: Object.assign({}, ...answers.map(({ checkedThrough }) => checkedThrough)),
  };
}

/** Asks the whole record and its parts the same, whole lists at all clocks, and what the parts cost beside the whole. */
export function splitting({ measures, events, parts, asked }) {
  const record = entangled({ measures, events });
  const whole = build(record);
  const split = parted(record, parts);
  const replicas = split.map(build);
  let size = 0;
  for (const [place, given] of realQuestions(17, asked, events).entries()) {
    const more = [{ item: 'dual-use' }, { reading: 'US' }, {}, {}][place % 4];
    // Positions are numbers of a log: what parts have in common is the moment.
    const recordedAt = given.recordedAt && { recordedAt: record[given.recordedAt - 1].recordedAt };
    const question = parseQuestion({ ...given, ...recordedAt, ...more }, NOW, PARAMETERS.controls);
    const [one, ...some] = [whole, ...replicas].map((controls) => controls.list({ ...question, limit: Number.POSITIVE_INFINITY }));
    if (JSON.stringify(told(one)) !== JSON.stringify(told(merged(some))))
      throw new Error(`The parts answer otherwise: ${JSON.stringify(given)}`);
    size += one.controls.length;
  }
  const present = presentQuestions(500);
  const [each, ...others] = [whole, ...replicas].map((controls) => eachOf(present, (question) => hitsOf(controls, question)));
  const sum = others.reduce((a, b) => a + b);
  return {
    /** What a question costs a replica that holds nothing of its answer, in microseconds. */
    fixed: Math.max(0, (sum - each) / (parts - 1)),
    text: `${number(asked)} whole lists at all three clocks, one in four of \`dual-use\` and one in four as the US reads it, ${number(size / asked)} controls each, were the same from ${parts} parts of a record of ${number(events)} events as from the whole: every control, \`leftOut\`, \`checkedThrough\`. The parts hold ${split.map(({ length }) => number(length)).join(', ')} events. Ids and statuses of a region take the whole ${number(each)} µs, the parts ${others.map(number).join(', ')} µs.`,
  };
}
