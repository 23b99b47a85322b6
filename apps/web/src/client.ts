import './page.css';
import { wakeQuotes } from './copy-quote.js';
import { wakeLastAsked } from './wake-last-asked.js';
import { wakeScrubber } from './wake-scrubber.js';
import { wakeTimeline } from './wake-timeline.js';
import { wakeWatches } from './wake-watches.js';

wakeScrubber();
wakeTimeline();
wakeQuotes();
wakeLastAsked();
wakeWatches();
