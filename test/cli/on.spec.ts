import { Bench, linesOf } from './fixture.js';

describe('inforce on', () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await new Bench().filled();
  });

  afterAll(() => bench.tearDown());

  it('answers in plain aligned lines when piped', async () => {
    const { exit, out, err } = await bench.inforce('on 2025-11-20');
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    const lines = linesOf(out);
    expect(out).toBe(`${lines.join('\n')}\n`); // no colours
    expect(lines.slice(0, 7)).toEqual([
      'Controls on 20 November 2025',
      'The United States was never read.',
      '',
      'id                 status      since       until       coverage  title',
      'cn-test-2025-18    in-force *  2025-01-10  open        full      Licences for exports of medium and heavy rare earths and of what is made of them',
      'cn-test-2025-46.1  in-force    2025-02-01  open        end-uses  No exports of gallium to military users',
      'cn-test-2025-46.2  suspended   2025-11-10  2026-11-10  full      No exports of germanium to the United States',
    ]);
  });

  it('says what was left out, how far anybody looked, what the marks mean, and how to cite it', async () => {
    const { out } = await bench.inforce('on 2026-11-20');
    expect(linesOf(out)).toEqual(
      expect.arrayContaining([
        'China was last read through 9 October 2026, 42 days before. The United States was never read.',
        expect.stringMatching(/^cn-test-2025-46\.2 +unconfirmed \+ +2026-11-11 /),
        'unconfirmed: the calendar alone changed it, and nobody has confirmed that. The texts give, with since and until, in-force for cn-test-2025-46.2.',
        '* a party reads it otherwise, which changes no status: US removed (1)',
        '+ a party has promised something, which is no act: CN (1)',
        '3 controls. Left out: 1 revoked (--status all shows them).',
        'Sources read through: CN 2026-10-09, US never.',
        expect.stringMatching(/^Cite: \/v1\/\S+on=2026-11-20\S+recordedAt=9\S*$/),
      ]),
    );
  });

  it.each([80, 100, 132])('fits a terminal of %i columns, citation apart', async (columns) => {
    for (const line of [
      'on 2026-11-20 --status all',
      'why cn-test-2025-46.2 --on 2026-11-20',
      'log stat',
      'log tail --after 0',
      '--help',
      'on --help',
      'import --help',
      'log tail --help',
      'serve --help',
    ]) {
      const { out } = await bench.inforce(line, { columns });
      const whole = linesOf(out).filter((one) => !/^Cite: |^ {6}https:/.test(one));
      expect(whole.length).toBeGreaterThan(5);
      expect(whole.filter((one) => one.length > columns)).toEqual([]);
      expect(out).not.toMatch(/ $/m);
    }
  });

  it('puts titles beneath their rows on a narrow terminal and cuts nothing', async () => {
    const narrow = linesOf((await bench.inforce('on 2025-11-20 --region DE --issuer CN', { columns: 80 })).out);
    expect(narrow.slice(2, 6)).toEqual([
      'id                 status      since       until       coverage',
      'cn-test-2025-18    in-force *  2025-01-10  open        full',
      '  Licences for exports of medium and heavy rare earths and of what is made of',
      '  them',
    ]);
    const wide = linesOf((await bench.inforce('on 2025-11-20 --region DE --issuer CN', { columns: 140 })).out);
    expect(wide[3]).toMatch(/^cn-test-2025-18 .* full +Licences for exports of medium and heavy rare earths/);
  });

  it('colours a terminal, and none that asks for no colours', async () => {
    const coloured = await bench.inforce('on today', { columns: 80 });
    expect(coloured.out).toContain('\x1b[31min-force');
    const bare = await bench.inforce('on today', { columns: 80, env: { NO_COLOR: '1' } });
    expect(bare.out).not.toContain('\x1b');
    expect(bare.out.trimEnd().split('\n')).toEqual(linesOf(coloured.out));
  });

  it('takes today, in UTC', async () => {
    const { out } = await bench.inforce('on today --known-on today --json');
    expect(JSON.parse(out).asked).toMatchObject({ on: '2026-11-23', knownOn: '2026-11-23' });
  });

  it('asks with every clock and filter', async () => {
    const { out } = await bench.inforce(
      'on 2025-11-20 --region de --item Ge --issuer CN --kind export-ban --status all --known-on 2025-11-09 --json',
    );
    const { asked, controls } = JSON.parse(out);
    expect(asked).toMatchObject({
      on: '2025-11-20',
      region: 'DE',
      item: 'Ge',
      knownOn: '2025-11-09',
      issuer: ['CN'],
      kind: ['export-ban'],
    });
    expect(controls).toMatchObject([{ id: 'cn-test-2025-46.2', status: 'in-force' }]);
    const before = await bench.inforce('on 2025-11-20 --recorded-at 1 --json');
    expect(JSON.parse(before.out).controls).toMatchObject([{ id: 'cn-test-2025-18' }]);
  });

  it('shows how a party reads each measure, and selects by that', async () => {
    const { exit, out } = await bench.inforce('on 2025-11-20 --reading US --status removed');
    expect(exit).toBe(0);
    expect(linesOf(out)[4]).toMatch(/^cn-test-2025-18 +in-force \(US: removed\) \*/);
  });

  it('gives the whole answer as JSON', async () => {
    const answer = JSON.parse((await bench.inforce('on 2025-11-20 --json', { columns: 80 })).out);
    expect(answer).toMatchObject({
      leftOut: { revoked: 1 },
      checkedThrough: { CN: '2026-10-09', US: null },
      log: { id: expect.any(String), position: '9', recordedAt: expect.any(String) },
      rules: expect.any(Number),
      cite: expect.stringContaining('recordedAt=9'),
    });
  });

  it('gives one line a measure as CSV, and the rest beside it', async () => {
    const { out, err } = await bench.inforce('on 2025-11-20 --csv');
    expect(out.split('\r\n')).toEqual([
      expect.stringMatching(/^id,instrument,title,issuer,/),
      expect.stringMatching(
        /^cn-test-2025-18,cn-test-2025-18,Licences .*,in-force,.*,"\[""Dy"",""Tb""\]",.*,"\[""US:removed""\]","\[""[0-9a-f-]{36}""\]"$/,
      ),
      expect.stringMatching(/^cn-test-2025-46\.1,cn-test-2025-46,/),
      expect.stringMatching(/^cn-test-2025-46\.2,cn-test-2025-46,/),
      '',
    ]);
    expect(err).toContain('Left out: 1 revoked');
  });

  it('ends with 1 where nothing is in the states asked for, and says that nobody may have looked', async () => {
    const none = await bench.inforce('on 2024-01-01');
    expect(none.exit).toBe(1);
    expect(linesOf(none.out)[0]).toBe('No control is in-force, suspended or unconfirmed on 1 January 2024.');
    expect(none.out).toContain('Left out: 4 not-announced');
    const nowhere = await bench.inforce('on 2025-11-20 --issuer JP --json');
    expect({ exit: nowhere.exit, controls: JSON.parse(nowhere.out).controls }).toEqual({ exit: 1, controls: [] });
    expect((await bench.inforce('on 2025-11-20 --issuer JP')).out).toContain('It is no proof that there is none.');
  });

  it('names every problem of a question by its option, one a line', async () => {
    const { exit, out, err } = await bench.inforce(
      'on 2025-02-30 --region XX --item Unobtainium --known-on 2027-01-01 --status bad --region FR',
    );
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err.trimEnd().split('\n').sort()).toEqual([
      expect.stringMatching(/^--item: Unknown item "Unobtainium"/),
      expect.stringMatching(/^--known-on: 2027-01-01 has not come yet/),
      expect.stringMatching(/^--region: Give it one value/),
      expect.stringMatching(/^--status: "bad" is none of: /),
      expect.stringMatching(/^DAY: "2025-02-30" is no day that exists/),
    ]);
    expect((await bench.inforce('on today --region XX')).err).toMatch(/^--region: Unknown region "XX"/);
    expect((await bench.inforce('on today --recorded-at 10')).err).toMatch(/^--recorded-at: This record goes to position 9;/);
    expect((await bench.inforce('on today --item 9A999')).err).toMatch(/^--item: No measure .* 9A999/);
  });

  it.each([
    ['an unknown option, with what is near', 'on today --regoin DE', /unknown option '--regoin'\n\(Did you mean --region\?\)/],
    ['an unknown command, with what is near', 'onn today', /unknown command 'onn'\n\(Did you mean on\?\)/],
    ['a day left out', 'on', /missing required argument 'day'/],
    ['two forms at once', 'on today --json --csv', /'--csv' cannot be used with option '--json'/],
    ['a citation’s own parameters', 'on today --facts x', /unknown option '--facts'/],
  ])('refuses %s', async (_, line, message) => {
    expect(await bench.inforce(line)).toEqual({ exit: 2, out: '', err: expect.stringMatching(message) });
  });

  it('helps, with examples and settings', async () => {
    for (const line of ['--help', 'on --help', 'why --help', 'import --help', 'log stat --help', 'log tail --help', 'serve --help']) {
      const { exit, out } = await bench.inforce(line);
      expect({ line, exit, err: out.includes('Examples:') && out.includes('IN_FORCE_LOG') }).toEqual({ line, exit: 0, err: true });
    }
    expect((await bench.inforce([])).exit).toBe(2);
  });
});
