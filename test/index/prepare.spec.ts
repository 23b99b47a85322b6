import { ControlsInForce, PARAMETERS, parseQuestion } from '@in-force/answers';
import { NOW } from '../kit/record.js';
import { questionIn, randomFrom, worldOf } from '../kit/world.js';

const ask = (controls: ControlsInForce, asked: Record<string, string>) => controls.list(parseQuestion(asked, NOW, PARAMETERS.controls));

it('prepares a little at a time, and answers the same before, meanwhile and after', () => {
  const asked = { on: '2014-06-01', status: 'all' };
  const events = worldOf(3, 90, 600);
  const made = (steps: number) => {
    const controls = new ControlsInForce();
    for (const event of events) controls.apply(event);
    let more = true;
    for (let step = 0; step < steps; step++) more = controls.indexPending();
    return { more, answer: ask(controls, asked) };
  };
  const whole = made(0).answer;
  expect(whole.controls.length).toBeGreaterThan(20);
  const steps = [1, 2, 3, 1000].map(made);
  expect(steps.map(({ more }) => more)).toEqual([true, true, true, false]);
  for (const { answer } of steps) expect(answer).toEqual(whole);
});

it('answers the same from an index that grew event by event, was put in order now and then, or was made at once', () => {
  const random = randomFrom(11);
  const events = worldOf(5, 60, 900);
  const [grown, kept, made] = [new ControlsInForce(), new ControlsInForce(), new ControlsInForce()];
  for (const event of events) {
    for (const controls of [grown, kept, made]) controls.apply(event);
    if (random.chance(0.1)) kept.indexAll();
    if (random.chance(0.01)) while (kept.indexPending());
    if (random.chance(0.3)) grown.indexAll();
  }
  while (made.indexPending());
  for (let n = 0; n < 40; n++) {
    const asked = { ...questionIn(random, events.length), limit: '5' };
    const answers = [grown, kept, made].map((controls) => ask(controls, asked));
    expect({ asked, answer: answers[1] }).toEqual({ asked, answer: answers[0] });
    expect({ asked, answer: answers[2] }).toEqual({ asked, answer: answers[0] });
  }
});
