import { text } from 'node:stream/consumers';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import spectral from '@stoplight/spectral-core';
import rulesets from '@stoplight/spectral-rulesets';

// Reads an OpenAPI document, and writes what the recommended rules of two linters say against it.
const source = await text(process.stdin);

const config = await createConfig({ extends: ['recommended'] });
const redocly = (await lintFromString({ source, absoluteRef: 'openapi.json', config })).map(
  ({ ruleId, severity, message, location: [place] }) => `redocly ${severity} ${ruleId}: ${message} (${place?.pointer})`,
);

const linter = new spectral.Spectral();
linter.setRuleset({ extends: [[rulesets.oas, 'recommended']] });
const found = (await linter.run(JSON.parse(source))).map(({ code, message, path }) => `spectral ${code}: ${message} (${path.join('/')})`);

console.log(JSON.stringify([...redocly, ...found]));
