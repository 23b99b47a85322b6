#!/usr/bin/env node
import { ready } from './ready.js';

ready();
await import('../dist/main.js');
