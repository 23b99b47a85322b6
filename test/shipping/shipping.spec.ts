import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root, TrialHouse } from '../arch/tools.js';

const bin = join(__dirname, 'node_modules/.bin');
const tool = async (name: string, args: readonly string[]): Promise<string> =>
  (await promisify(execFile)(process.execPath, [join(bin, name), ...args], { cwd: root, maxBuffer: 1e8 })).stdout;

interface Locked {
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
}
interface Component {
  readonly group?: string;
  readonly name: string;
  readonly components?: readonly Component[];
}

const namesIn = (components: readonly Component[] = []): readonly string[] =>
  components.flatMap(({ group, name, components }) => [group ? `${group}/${name}` : name, ...namesIn(components)]);

(existsSync(bin) ? describe : describe.skip)('what is shipped (npm ci --prefix test/shipping --no-workspaces)', () => {
  it('has a Dockerfile without a fault, that runs as nobody', async () => {
    expect(await tool('dockerfile-utils', ['lint', 'Dockerfile'])).toBe('');
    const last = readFileSync(join(root, 'Dockerfile'), 'utf8')
      .split(/^FROM /m)
      .at(-1);
    expect(last).toMatch(/^USER node$/m);
    expect(last).not.toMatch(/^RUN /m);
  });

  it('would find a fault in it', async () => {
    const house = new TrialHouse({ Dockerfile: readFileSync(join(root, 'Dockerfile'), 'utf8').replace('USER node', 'USERR node') });
    await expect(tool('dockerfile-utils', ['lint', join(house.folder, 'Dockerfile')])).rejects.toThrow();
    house.tearDown();
  });

  it('is listed in the bill of materials, package by package', async () => {
    const bill = JSON.parse(await tool('cyclonedx-npm', ['--omit', 'dev', '--output-reproducible'])) as { components: Component[] };
    const listed = new Set(namesIn(bill.components));
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, Locked> };
    const shipped = Object.entries(packages).flatMap(([path, { link, dev, devOptional, optional }]) =>
      path.includes('node_modules/') && !link && !dev && !devOptional && !optional ? [path.split('node_modules/').pop()] : [],
    );
    expect(shipped.length).toBeGreaterThan(100);
    expect(shipped.filter((name) => !listed.has(String(name)))).toEqual([]);
  }, 60_000);
});
