import { type Control, ControlsInForce, PARAMETERS, parseQuestion, type Question } from '@in-force/answers';
import { announced, checked, controlsOf, NOW, retracted, suspended } from '../kit/record.js';
import { questionIn, randomFrom, worldOf } from '../kit/world.js';

const asItIs = (control: Control): Control => control;
function shownIn(controls: ControlsInForce, question: Question): readonly Control[] {
  const { ids, show } = controls.outline(question, asItIs);
  return ids.map(show);
}

it.each([1, 2])('shows measures in lists as it shows each alone, whatever was asked before and recorded since (world %i)', (seed) => {
  const random = randomFrom(seed);
  const events = worldOf(seed, 12, 500);
  const controls = new ControlsInForce();
  let shown = 0;
  for (const [place, event] of events.entries()) {
    controls.apply(event);
    if (place < 300 || !random.chance(0.25)) continue;
    for (let n = 0; n < 8; n++) {
      const asked = { ...questionIn(random, place + 1), status: 'all' };
      const question = parseQuestion(asked, NOW, PARAMETERS.controls);
      for (const control of shownIn(controls, question)) {
        // Alone, a measure is judged anew each time.
        expect({ asked, control: controls.measure(control.id, question) }).toMatchObject({ asked, control });
        shown += 1;
      }
    }
  }
  expect(shown).toBeGreaterThan(1_000);
});

const shown = (controls: ControlsInForce, asked: Record<string, string>) =>
  shownIn(controls, parseQuestion({ status: 'all', ...asked }, NOW, PARAMETERS.controls))[0];

it('tells a country that joined a bloc from one that was always in it', () => {
  const controls = controlsOf([announced('2012-01-01', { scope: { regions: ['EU'], items: 'all' } })]);
  const [always, joined] = ['DE', 'HR'].map((region) => shown(controls, { on: '2014-06-01', region })?.since);
  expect([always, joined]).toEqual(['2012-01-01', '2013-07-01']);
});

it('shows a bloc as its members are shown, where nothing tells them apart', () => {
  const controls = controlsOf([announced('2012-01-01', { scope: { regions: ['world'], except: ['IS'], items: 'all' } })]);
  const [member, bloc, later, apart] = [
    shown(controls, { on: '2014-06-01', region: 'DE' }),
    shown(controls, { on: '2014-06-01', region: 'EU' }),
    shown(controls, { on: '2022-06-01', region: 'EU' }),
    shown(controls, { on: '2014-06-01', region: 'EFTA' }),
  ];
  expect(member).toBeDefined();
  expect(bloc).toBe(member);
  expect(later).toBe(member);
  expect(apart?.coverage).toBe('partial');
});

it('tells a bloc that began after a measure from those who came to be its members', () => {
  const controls = controlsOf([announced('2012-01-01', { scope: { regions: ['world'], items: 'all' } })]);
  const [member, bloc] = ['AU', 'CPTPP'].map((region) => shown(controls, { on: '2022-06-01', region })?.since);
  expect([member, bloc]).toEqual(['2012-01-01', '2018-12-30']);
});

it('tells a bloc from what it was while a member lay otherwise to a measure', () => {
  const controls = controlsOf([
    announced('2012-01-01', { scope: { regions: ['world'], items: 'all' } }),
    suspended('2012-06-01', { from: '2012-06-01', through: null, parts: { regions: ['GB'] } }),
  ]);
  const coverage = ['2014-06-01', '2021-06-01', '2014-06-01'].map((on) => shown(controls, { on, region: 'EU' })?.coverage);
  expect(coverage).toEqual(['partial', 'full', 'partial']);
});

it('tells a bloc from what it was before anything was said of a measure', () => {
  const controls = controlsOf([announced('2015-01-01', { scope: { regions: ['world'], except: ['HR'], items: 'all' } })]);
  const coverage = ['2014-06-01', '2010-06-01'].map((on) => shown(controls, { on, region: 'EU' })?.coverage);
  expect(coverage).toEqual(['partial', 'full']);
});

it('shows a status that rests on the calendar anew for each check', () => {
  const controls = controlsOf([announced('2012-01-01', { lastDay: '2014-01-01' }), checked('2014-02-01')]);
  const statuses = ['1', '2', '1'].map((recordedAt) => shown(controls, { on: '2014-06-01', recordedAt })?.status);
  expect(statuses).toEqual(['unconfirmed', 'expired', 'unconfirmed']);
});

it('tells what is shown of a measure before a check was taken back from what is shown after', () => {
  const check = checked('2014-02-01', {}, { as: 'check' });
  const taken = { ...retracted('check'), stream: check.stream };
  const controls = controlsOf([announced('2012-01-01', { lastDay: '2014-01-01' }), check, taken]);
  const statuses = ['2', '3', '2'].map((recordedAt) => shown(controls, { on: '2014-06-01', recordedAt })?.status);
  expect(statuses).toEqual(['expired', 'unconfirmed', 'expired']);
});

it('lets go of views, streams and controls that nobody asked for between two times it was told to, and of nothing else', () => {
  const controls = controlsOf([announced('2012-01-01'), announced('2013-01-01', {}, { stream: 'measure-eu-2013-1' })]);
  const [first, second] = controls.events.measures();
  const clocks = { recordedAt: { position: 2 }, knownOn: null };
  const kept = (id = '') => {
    const { show } = controls.outline(
      parseQuestion({ on: '2014-01-01', status: 'all', recordedAt: '2' }, NOW, PARAMETERS.controls),
      asItIs,
    );
    return show(id as never);
  };
  const view = controls.viewAt(clocks);
  const [one, other] = [kept(first), kept(second)];
  const stream = controls.events.stream(`measure-${second}`);
  controls.age();
  expect([kept(first), controls.viewAt(clocks)]).toEqual([one, view]);
  expect(kept(first)).toBe(one);
  controls.age();
  expect([controls.viewAt(clocks) === view, kept(first) === one, kept(second) === other]).toEqual([true, true, false]);
  expect(kept(second)).toEqual(other);
  expect(controls.events.stream(`measure-${second}`)).not.toBe(stream);
  controls.age();
  controls.age();
  expect(controls.viewAt(clocks)).not.toBe(view);
});
