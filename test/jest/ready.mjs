import { readyForTests } from '../../apps/cli/bin/ready.js';

readyForTests();
