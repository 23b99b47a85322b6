import { text } from 'node:stream/consumers';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import spectral from '@stoplight/spectral-core';
import rulesets from '@stoplight/spectral-rulesets';

// Reads an OpenAPI document, or an AsyncAPI one, and writes what the recommended rules of two linters say against it.
const source = await text(process.stdin);

const asynchronous = JSON.parse(source).asyncapi !== undefined;
const config = await createConfig({ extends: ['recommended'] });
const redocly = (asynchronous ? [] : await lintFromString({ source, absoluteRef: 'openapi.json', config })).map(
  ({ ruleId, severity, message, location: [place] }) => `redocly ${severity} ${ruleId}: ${message} (${place?.pointer})`,
);

const linter = new spectral.Spectral();
linter.setRuleset({ extends: [[asynchronous ? rulesets.asyncapi : rulesets.oas, 'recommended']] });
const found = (await linter.run(JSON.parse(source))).map(({ code, message, path }) => `spectral ${code}: ${message} (${path.join('/')})`);

console.log(JSON.stringify([...redocly, ...found]));
