import './page.css';
import { wakeQuotes } from './copy-quote.js';
import { wakeScrubber } from './wake-scrubber.js';
import { wakeTimeline } from './wake-timeline.js';

wakeScrubber();
wakeTimeline();
wakeQuotes();
