import { execFileSync } from 'node:child_process';
import { FOUNDING_RECORD } from '@in-force/engine';
import { commandsIn, pageOf } from '../kit/pages.js';
import { Bench } from './fixture.js';

const bench = new Bench();
beforeAll(async () => {
  await bench.inforce(['log', 'begin'], { env: { IN_FORCE_RECORD: FOUNDING_RECORD } });
});
afterAll(() => bench.tearDown());

describe.each(['docs/clocks.md', 'docs/questions.md'])('%s', (path) => {
  const commands = commandsIn(pageOf(path));

  it('shows commands', () => {
    expect(commands.length).toBeGreaterThan(3);
  });

  it.each(commands)('%s says what it shows', async (command, output) => {
    const [, line = '', filter = 'cat'] = /^npx inforce ([^|]+?)(?: \| (.+))?$/.exec(command) ?? [];
    const words = [...line.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word);
    const { out, err } = await bench.inforce(words, { env: { IN_FORCE_RECORD: FOUNDING_RECORD } });
    expect(err).toBe('');
    expect(execFileSync('sh', ['-c', filter], { input: out, encoding: 'utf8' })).toBe(output);
  });
});

it('asks the ten questions', () => {
  const headings = [...pageOf('docs/questions.md').matchAll(/^## (\d+)\. .*\?$/gm)].map(([, number]) => Number(number));
  expect(headings).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

describe('the picture of the clocks', () => {
  const svg = pageOf('docs/clocks.svg');
  const [light = '', dark = ''] = svg.split('@media (prefers-color-scheme: dark)');
  const colourOf = (part: string, name: string): string => new RegExp(`\\.${name} \\{ fill: (#[0-9a-f]{6})`).exec(part)?.[1] ?? '';
  /** The contrast of two colours, from 1 to 21 (WCAG 2.2). */
  const contrast = (...colours: readonly string[]): number => {
    const [dim = 0, bright = 0] = colours.map(luminance).sort((a, b) => a - b);
    return (bright + 0.05) / (dim + 0.05);
  };
  const luminance = (colour: string): number => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5]
      .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };

  it.each([
    ['light', light],
    ['dark', dark],
  ])('can be read where it is %s', (_, part) => {
    for (const name of ['ink', 'soft', 'counts'])
      expect([name, contrast(colourOf(part, name), colourOf(part, 'paper')) >= 4.5]).toEqual([name, true]);
  });

  it('says in words what it shows', () => {
    expect(svg).toMatch(/role="img" aria-labelledby="title text"/);
    expect(svg).toMatch(/<title id="title">[^<]+<\/title>\s*<desc id="text">[^<]{200,}<\/desc>/);
    for (const said of ['8 November 2025', '31 October 2025', 'event 346']) expect(svg.split(said).length).toBeGreaterThan(2);
  });
});
