import { PARAMETERS, parseQuestion } from '@in-force/answers';
import { Answers } from '@in-force/engine';
import { MemoryLog } from '@in-force/event-log';
import { announcement, now, opened } from '../kit/engine.js';
import { NOW, uuid } from '../kit/record.js';

const MANY = 150;
const asking = (region: string) => parseQuestion({ region, on: '2025-06-01' }, NOW, PARAMETERS.controls);

/** Answers about many measures, and the region of each control in the order in which they are shown. */
async function answering(broken?: string) {
  const log = new MemoryLog(now);
  for (let n = 0; n < MANY; n++) await log.append(`measure-cn-act-${n}`, [{ ...announcement, id: uuid(String(n)) }], 0);
  const { engine, controls } = await opened(log);
  const { inSteps } = controls;
  const outline = inSteps.outline.bind(inSteps);
  const shown: (string | null)[] = [];
  jest.spyOn(inSteps, 'outline').mockImplementation(function* (question, make) {
    const list = yield* outline(question, make);
    const show = (id: string) => {
      shown.push(question.region);
      if (question.region === broken) throw new Error('It cannot be shown.');
      return list.show(id);
    };
    return { ...list, show };
  });
  return { answers: new Answers(engine, controls), shown };
}

describe('long lists', () => {
  it('are put together one after another', async () => {
    const { answers, shown } = await answering();
    const lists = await Promise.all(['FR', 'DE'].map((region) => answers.controls(asking(region))));
    expect(lists.map(({ controls }) => controls.length)).toEqual([MANY, MANY]);
    // Whichever was found first is shown first, and the other after it.
    const [first, second] = [shown.slice(0, MANY), shown.slice(MANY)].map((part) => new Set(part));
    expect([first?.size, second?.size, second?.size && shown[0] !== shown[MANY]]).toEqual([1, 1, true]);
  });

  it('do not wait for one that fails', async () => {
    const { answers } = await answering('FR');
    const [failed, other] = await Promise.allSettled(['FR', 'DE'].map((region) => answers.controls(asking(region))));
    expect([failed?.status, other?.status]).toEqual(['rejected', 'fulfilled']);
  });
});
