import { readFileSync } from 'node:fs';
import core from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-csl';
import '@citation-js/plugin-ris';

// Of each text on standard input, the references that citation-js reads in it.
const texts = JSON.parse(readFileSync(0, 'utf8'));
console.log(JSON.stringify(texts.map((text) => new core.Cite(text).data)));
