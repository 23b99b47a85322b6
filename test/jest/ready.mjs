import { build, install } from '../../apps/cli/bin/ready.js';

install();
build('.');
