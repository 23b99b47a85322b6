import { ControlsInForce, findStandings, PARAMETERS, parseQuestion } from '@in-force/answers';
import { ITEMS } from '@in-force/events';
import { announced, controlsOf, NOW, record } from '../kit/record.js';

const found = (controls: ControlsInForce, asked: Record<string, string>) =>
  findStandings(controls, parseQuestion({ status: 'in-force', ...asked }, NOW, PARAMETERS.controls)).selected.length;

it('finds a single row from its first day through its last', () => {
  const controls = controlsOf([announced('2012-01-01', { lastDay: '2014-01-01' })]);
  const counts = ['2011-12-31', '2012-01-01', '2014-01-01', '2014-01-02'].map((on) => found(controls, { on }));
  expect(counts).toEqual([0, 1, 1, 0]);
});

it('goes on finding an item once many more lists name it than when it was first asked about', () => {
  const lists = ITEMS.filter(({ slug }) => slug !== 'dual-use' && slug !== 'gallium').map(({ slug }) =>
    announced(
      '2012-01-01',
      { scope: { regions: ['world'], items: [{ item: 'gallium' }, { item: slug }] } },
      { stream: `measure-cn-${slug}` },
    ),
  );
  const controls = new ControlsInForce();
  const counts = record(lists).map((event) => {
    controls.apply(event);
    return found(controls, { on: '2014-01-01', region: 'FR', item: 'gallium' });
  });
  expect(counts).toEqual(lists.map((_, place) => place + 1));
});
