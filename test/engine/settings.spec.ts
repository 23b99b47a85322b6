import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvalidSetting, readSettings } from '@in-force/engine';

describe('a setting in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'in-force-settings-'));
  const file = join(folder, 'token');
  writeFileSync(file, 'a-secret-of-recorders\n');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is read where its variable is left out, and checked alike', () => {
    expect(readSettings(['token'], { IN_FORCE_TOKEN_FILE: file })).toEqual({ token: 'a-secret-of-recorders' });
    expect(readSettings(['token'], { IN_FORCE_TOKEN_FILE: file, IN_FORCE_TOKEN: 'another-secret-of-theirs' })).toEqual({
      token: 'another-secret-of-theirs',
    });
    writeFileSync(join(folder, 'log'), 'esdb://ouro:s3cr3t@host:2113\n');
    expect(readSettings(['log', 'serviceLog'], { IN_FORCE_LOG_FILE: join(folder, 'log') })).toEqual({
      log: 'esdb://ouro:s3cr3t@host:2113',
      serviceLog: 'esdb://ouro:s3cr3t@host:2113?streamPrefix=service_',
    });
    writeFileSync(join(folder, 'short'), 'short');
    expect(() => readSettings(['token'], { IN_FORCE_TOKEN_FILE: join(folder, 'short') })).toThrow(/^IN_FORCE_TOKEN: Too short/);
  });

  it('that cannot be read is named', () => {
    const read = () => readSettings(['token'], { IN_FORCE_TOKEN_FILE: join(folder, 'nowhere') });
    expect(read).toThrow(InvalidSetting);
    expect(read).toThrow(/^IN_FORCE_TOKEN_FILE: .*nowhere cannot be read \(ENOENT\)/);
  });
});
