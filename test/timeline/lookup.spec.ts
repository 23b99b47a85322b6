import { Controls, PARAMETERS, parseQuestion } from '@in-force/timeline';
import { NOW } from '../kit/record.js';
import { questionIn, randomFrom, worldOf } from '../kit/world.js';

const ask = (controls: Controls, asked: Record<string, string>) => {
  const { controls: found, leftOut, checkedThrough } = controls.list(parseQuestion(asked, NOW, PARAMETERS.controls));
  return { found: found.map(({ id, status, byTerms }) => ({ id, status, byTerms })), leftOut, checkedThrough };
};

/** The same answer as the rules give it, measure by measure: so is every question answered that asks for a party's reading. */
function oneByOne(controls: Controls, asked: Record<string, string>) {
  const { leftOut, ...answer } = ask(controls, { ...asked, reading: 'NO' });
  const { removed: _, unclear: __, ...counted } = leftOut;
  return { ...answer, leftOut: counted };
}

it.each(Array.from({ length: 25 }, (_, seed) => seed + 1))(
  'finds what the rules give measure by measure, while the record grows (%i)',
  (seed) => {
    const random = randomFrom(seed * 7919);
    const controls = new Controls();
    const events = worldOf(seed, 8, 90);
    for (const [index, event] of events.entries()) {
      controls.apply(event);
      for (let n = index === events.length - 1 ? 222 : 2; n > 0; n--) {
        const asked = { ...questionIn(random, index + 1), ...(random.chance(0.3) && { status: 'in-force,suspended' }) };
        expect({ asked, ...ask(controls, asked) }).toEqual({ asked, ...oneByOne(controls, asked) });
      }
    }
  },
);
