import { Controls, PARAMETERS, parseQuestion } from '@in-force/timeline';
import { NOW } from '../kit/record.js';
import { worldOf } from '../kit/world.js';

it('prepares measures a few at a time, and answers the same before, meanwhile and after', () => {
  const question = parseQuestion({ on: '2014-06-01', status: 'all' }, NOW, PARAMETERS.controls);
  const events = worldOf(3, 9, 60);
  const made = (steps: number) => {
    const controls = new Controls();
    for (const event of events) controls.apply(event);
    let more = true;
    for (let step = 0; step < steps; step++) more = controls.prepare(4);
    return { more, answer: controls.list(question) };
  };
  const whole = made(0).answer;
  expect(whole.controls.length).toBeGreaterThan(3);
  expect([1, 2, 3].map((steps) => made(steps).more)).toEqual([true, true, false]);
  for (const steps of [1, 2, 3, 4]) expect(made(steps).answer).toEqual(whole);
});
