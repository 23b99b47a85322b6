import { ControlsInForce, PARAMETERS, parseQuestion } from '@in-force/answers';
import { NOW } from '../kit/record.js';
import { questionIn, randomFrom, worldOf } from '../kit/world.js';

const modelOf = (events: readonly Parameters<ControlsInForce['apply']>[0][]) => {
  const model = new ControlsInForce();
  for (const event of events) model.apply(event);
  return model;
};

describe('a record that is supposed to go on', () => {
  it.each([1, 2, 3, 4])('answers as one does that went on so, whatever becomes of the one that it is supposed of (world %i)', (seed) => {
    const random = randomFrom(seed);
    const events = worldOf(seed, 14, 400);
    let [told, differing] = [0, 0];
    for (let round = 0; round < 4; round++) {
      const head = 100 + random.below(250);
      const through = head + 1 + random.below(40);
      const base = modelOf(events.slice(0, head));
      const supposed = new ControlsInForce(undefined, undefined, { model: base, head });
      const whole = modelOf(events.slice(0, through));
      if (random.chance(0.5)) base.list(parseQuestion({}, NOW, PARAMETERS.controls)); // what the index has taken in is no matter
      for (const event of events.slice(head, through)) supposed.apply(event);
      // The record goes on otherwise meanwhile: what came after it at those places is another event.
      const otherwise = events
        .slice(through)
        .filter(({ type }, at) => at < 10 || type === 'record.checked')
        .map((event, at) => ({ ...event, position: head + 1 + at, id: `${event.id.slice(0, -1)}x` }));
      for (const event of otherwise) base.apply(event);
      const alone = modelOf([...events.slice(0, head), ...otherwise]);
      for (let n = 0; n < 8; n++) {
        const asked = { ...questionIn(random, through), ...(random.chance(0.5) && { status: 'all' }), limit: '1000' };
        const question = parseQuestion(asked, NOW, PARAMETERS.controls);
        const expected = whole.list(question);
        expect({ asked, answer: supposed.list(question) }).toEqual({ asked, answer: expected });
        const there = { ...question, recordedAt: { position: random.chance(0.5) ? head : head + random.below(otherwise.length + 1) } };
        expect({ asked, answer: base.list(there) }).toEqual({ asked, answer: alone.list(there) });
        const instant = events[random.below(through)]?.recordedAt as string;
        expect(supposed.positionOf({ recordedAt: { instant } })).toBe(whole.positionOf({ recordedAt: { instant } }));
        const before = { ...question, recordedAt: { position: head } };
        const differences = whole.diff(before, question);
        expect({ asked, answer: supposed.diff(before, question) }).toEqual({ asked, answer: differences });
        told += expected.controls.length;
        differing += differences.differences.length;
      }
    }
    expect(told).toBeGreaterThan(50);
    expect(differing).toBeGreaterThan(10);
  });
});
