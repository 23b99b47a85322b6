import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { Clocked } from '../kit/clocked.js';

const AUDIENCE = 'in-force';
const NOW = '2026-03-01T08:00:00.000Z';
const seconds = Date.parse(NOW) / 1_000;
let issuer: Server;
let url: string;
let service: Clocked;
let keys: Awaited<ReturnType<typeof generateKeyPair>>;
/** Whether the issuer answers. */
let up = true;

beforeAll(async () => {
  keys = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
  issuer = createServer((request, response) => {
    if (!up) return void response.writeHead(503).end();
    const answer = request.url?.endsWith('openid-configuration') ? { issuer: url, jwks_uri: `${url}/keys` } : { keys: [jwk] };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  issuer.listen(0, '127.0.0.1');
  await once(issuer, 'listening');
  url = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;
});
afterAll(() => issuer.close());
beforeEach(async () => {
  up = true;
  service = new Clocked(NOW, { oidc: { issuer: url, audience: AUDIENCE, claim: 'in_force' }, log: 'silent' });
  await service.begin();
});
afterEach(() => service.end());

const token = (claims: JWTPayload, key = keys.privateKey) =>
  new SignJWT({ sub: 'ann', iss: url, aud: AUDIENCE, exp: seconds + 60, in_force: ['watch'], ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: 'one' })
    .sign(key);
const asks = async (bearer: string, path = '/v1/watches') =>
  (await service.app.inject({ url: path, headers: { authorization: `Bearer ${bearer}` } })).statusCode;

it('counts as a key, with the rights that its claim names', async () => {
  expect(await asks(await token({}))).toBe(200);
  expect(await asks(await token({ in_force: 'admin' }), '/v1/keys')).toBe(200);
  expect(await asks(await token({}), '/v1/keys')).toBe(403);
  expect(await asks(await token({ in_force: ['fly'] }))).toBe(403);
});

it.each<[string, JWTPayload]>([
  ['for another audience', { aud: 'others' }],
  ['of another issuer', { iss: 'https://others.example' }],
  ['that has run out', { exp: seconds - 1 }],
  ['that never runs out', { exp: undefined as never }],
  ['of nobody', { sub: undefined as never }],
])('is none where it is %s', async (_, claims) => expect(await asks(await token(claims))).toBe(401));

it('is none where it is signed by another key, or is no token', async () => {
  const other = await generateKeyPair('RS256');
  expect(await asks(await token({}, other.privateKey))).toBe(401);
  expect(await asks('nonsense')).toBe(401);
});

it('is checked again once the issuer can be reached', async () => {
  up = false;
  expect(await asks(await token({}))).toBe(401);
  up = true;
  expect(await asks(await token({}))).toBe(200);
});
