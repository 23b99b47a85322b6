import { asyncapiAt, openapi } from '@in-force/api/openapi';
import { describeTool, run } from './tools.js';

const said = async (document: object): Promise<readonly string[]> => JSON.parse(await run('lint.mjs', JSON.stringify(document)));

describeTool('Redocly and Spectral', () => {
  it('object to nothing by the rules that they recommend', async () => {
    expect(await said(openapi)).toEqual([]);
  }, 600_000);

  it('object to nothing in what is said of what is pushed', async () => {
    const document = asyncapiAt('https://example.org');
    // Generators read 3.0, and 3.1 adds nothing that is said here; the maintainers have no address of their own.
    const known = (one: string) => /^spectral asyncapi-(?:latest-version|info-contact-properties)/.test(one);
    expect((await said(document)).filter((one) => !known(one))).toEqual([]);
    const { channels: _, ...without } = document as { channels: object };
    expect(await said(without)).not.toEqual([]);
  }, 600_000);

  it('would object', async () => {
    const { license: _, ...info } = openapi.info;
    const { operationId: __, ...live } = { ...(openapi.paths['/health/live']?.get as { operationId?: string }) };
    const found = await said({ ...openapi, info, paths: { ...openapi.paths, '/health/live': { get: live } } });
    expect(found.map((one) => one.split(':')[0])).toEqual(
      expect.arrayContaining(['redocly warn operation-operationId', 'redocly warn info-license', 'spectral operation-operationId']),
    );
  }, 600_000);
});
