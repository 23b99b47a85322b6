import { type Control, ControlsInForce, PARAMETERS, parseQuestion, STATUSES } from '@in-force/answers';
import { compareIds, idOf } from '@in-force/events';
import { NOW } from '../kit/record.js';
import { questionIn, randomFrom, worldOf } from '../kit/world.js';

const UNMET = new Set<string>(['not-known', 'not-applicable']);

type Asked = Record<string, string>;

function ask(controls: ControlsInForce, asked: Asked) {
  const { controls: found, leftOut, checkedThrough } = controls.list(parseQuestion(asked, NOW, PARAMETERS.controls));
  return { found, leftOut, checkedThrough };
}

const standsAs = ({ readAs, status }: Pick<Control, 'readAs' | 'status'>) => readAs ?? status;

/** The same answer, slow and plain: every measure is judged by the rules, and sorted by what they say. */
function oneByOne(controls: ControlsInForce, ids: readonly string[], asked: Asked): ReturnType<typeof ask> {
  const question = parseQuestion(asked, NOW, PARAMETERS.controls);
  const met = ids
    .map((id) => controls.measure(id, question))
    .filter(({ kind }) => question.kind === null || (kind !== null && question.kind.includes(kind)))
    .filter(({ issuer }) => question.issuer === null || (issuer !== null && question.issuer.includes(issuer)))
    .filter(({ status }) => !UNMET.has(status));
  const statuses = [
    ...STATUSES.filter((status) => !UNMET.has(status)),
    ...(question.reading === null ? [] : (['removed', 'unclear'] as const)),
  ];
  const others = statuses.filter((status) => !question.status.includes(status));
  return {
    found: met
      .filter((answer) => question.status.includes(standsAs(answer)))
      .map(
        ({
          asked: _,
          checkedThrough: __,
          daysSinceChecked: _______,
          recordedAt: ___,
          scope: ____,
          explanation: _____,
          history: ______,
          ...found
        }) => found,
      )
      .sort((a, b) => Number(a.frame) - Number(b.frame) || compareIds(a.id, b.id)),
    leftOut: Object.fromEntries(others.map((status) => [status, met.filter((answer) => standsAs(answer) === status).length])),
    checkedThrough: Object.assign({}, ...met.map(({ checkedThrough }) => checkedThrough)),
  };
}

it.each(Array.from({ length: 25 }, (_, seed) => seed + 1))(
  'finds what the rules give measure by measure, while the record grows (%i)',
  (seed) => {
    const random = randomFrom(seed * 7919);
    const controls = new ControlsInForce();
    const events = worldOf(seed, 8, 90);
    const ids = new Set<string>();
    for (const [index, event] of events.entries()) {
      controls.apply(event);
      if (random.chance(0.2)) while (controls.indexPending());
      if (event.stream.startsWith('measure-')) ids.add(idOf(event.stream));
      for (let n = index === events.length - 1 ? 222 : 2; n > 0; n--) {
        const asked = {
          ...questionIn(random, index + 1),
          status: random.pick(['all', 'in-force,suspended', 'in-force,suspended,unconfirmed']),
        };
        const slow = oneByOne(controls, [...ids], asked);
        expect({ asked, ...ask(controls, asked) }).toEqual({ asked, ...slow });
      }
    }
  },
);
