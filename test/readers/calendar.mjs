import { readFileSync } from 'node:fs';
import ical from 'node-ical';

// Of each text on standard input, the components that node-ical reads in it.
const texts = JSON.parse(readFileSync(0, 'utf8'));
console.log(JSON.stringify(texts.map((text) => Object.values(ical.sync.parseICS(text)))));
