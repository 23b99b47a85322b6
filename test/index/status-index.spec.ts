import { ControlsInForce, PARAMETERS, parseQuestion } from '@in-force/answers';
import { compareIds } from '@in-force/events';
import { type MeasureStatus, RulesIndex, type StatusIndex } from '@in-force/index';
import { announced, controlsOf, NOW, suspended } from '../kit/record.js';
import { questionIn, randomFrom, worldOf } from '../kit/world.js';

/** Makes an index on the measures of a record that rest on nothing but their own acts; the others are asked of the rules. */
type Make = (model: ControlsInForce, passes: (id: string) => boolean) => StatusIndex;

const INDEXES: Readonly<Record<string, Make>> = {
  RulesIndex: (_, passes) => new RulesIndex(passes),
  ColumnIndex: (model, passes) => {
    const index = model.indexAll();
    const without = new Set(model.events.measures().filter((id) => !passes(id)));
    return { statuses: (query, view) => index.statuses(query, view, without) };
  },
};

const questionOf = (asked: Readonly<Record<string, string>>) => parseQuestion(asked, NOW, PARAMETERS.controls);
const summary = (model: ControlsInForce, index: StatusIndex, asked: Readonly<Record<string, string>>) => {
  const question = questionOf(asked);
  const { named, counted, issuers } = index.statuses(question, model.viewAt(question));
  return { asked, named, counted: Object.fromEntries([...counted].sort()), issuers: [...issuers].sort() };
};

/** What every status index does. */
function describeStatusIndex(name: string, make: Make): void {
  describe(name, () => {
    const model = controlsOf([
      announced('2025-01-01', { scope: { regions: ['world'], items: [{ item: 'gallium' }] } }),
      suspended('2025-02-01', { from: '2025-02-01', through: '2025-03-31' }),
      announced('2025-01-01', { issuer: 'US', kind: 'tariff', scope: { regions: ['CN'], items: 'all' } }, { stream: 'measure-us-test-2' }),
    ]);
    const ask = (asked: Readonly<Record<string, string>>) =>
      summary(
        model,
        make(model, () => true),
        asked,
      );
    const ids = ({ named }: { named: readonly MeasureStatus[] }) => named.map(({ id, status }) => `${id} ${status}`);

    it('names what has a status that is wanted, in order of id, and counts what has another', () => {
      const asked = { on: '2025-02-15', status: 'in-force' };
      expect([ids(ask(asked)), ask(asked).counted]).toEqual([['us-test-2 in-force'], { suspended: 1 }]);
      expect(ids(ask({ ...asked, status: 'all' }))).toEqual(['cn-test-1 suspended', 'us-test-2 in-force']);
    });

    it('asks about a day, a region and an item, an issuer and a kind', () => {
      expect(ids(ask({ on: '2024-12-31', status: 'all' }))).toEqual(['cn-test-1 not-announced', 'us-test-2 not-announced']);
      expect(ids(ask({ on: '2025-01-15', region: 'FR' }))).toEqual(['cn-test-1 in-force']);
      expect(ids(ask({ on: '2025-01-15', region: 'CN' }))).toEqual(['us-test-2 in-force']);
      expect(ids(ask({ on: '2025-01-15', item: 'germanium' }))).toEqual(['us-test-2 in-force']);
      expect(ids(ask({ on: '2025-01-15', issuer: 'CN' }))).toEqual(['cn-test-1 in-force']);
      expect(ids(ask({ on: '2025-01-15', kind: 'tariff' }))).toEqual(['us-test-2 in-force']);
    });

    it('tells whose measures bear on what was asked', () => {
      expect(ask({ on: '2025-02-15', status: 'in-force' }).issuers).toEqual(['CN', 'US']);
      expect(ask({ on: '2025-02-15', region: 'FR' }).issuers).toEqual(['CN']);
    });

    it('sees what a view of the record shows', () => {
      expect(ids(ask({ on: '2025-02-15', status: 'all', recordedAt: '1' }))).toEqual(['cn-test-1 in-force']);
      expect(ids(ask({ on: '2025-02-15', region: 'FR', knownOn: '2025-01-31' }))).toEqual(['cn-test-1 in-force']);
    });
  });
}

for (const [name, make] of Object.entries(INDEXES)) describeStatusIndex(name, make);

it.each(Array.from({ length: 12 }, (_, seed) => seed + 1))('all of them answer the same, while a record grows (%i)', (seed) => {
  const random = randomFrom(seed * 104_729);
  const model = new ControlsInForce();
  for (const [at, event] of worldOf(seed, 8, 90).entries()) {
    model.apply(event);
    if (random.chance(0.2)) while (model.indexPending());
    for (let n = 0; n < 3; n++) {
      const asked = { ...questionIn(random, at + 1), status: random.pick(['all', 'in-force,suspended', 'unconfirmed']) };
      const { reading: _, ...plain } = asked as Readonly<Record<string, string>>;
      const goods = model.viewAt(questionOf(plain)).goods(questionOf(plain).item);
      const index = model.indexAll();
      const others = goods === null ? new Set<string>() : new Set([...index.dependsOnOthers(), ...index.listedByCodes()]);
      const [rules, ...rest] = Object.values(INDEXES).map((make) =>
        summary(
          model,
          make(model, (id) => !others.has(id)),
          plain,
        ),
      );
      for (const other of rest) expect(other).toEqual(rules);
      expect(rules?.named.map(({ id }) => id)).toEqual(rules?.named.map(({ id }) => id).toSorted(compareIds));
    }
  }
});
