import './page.css';
import { wakeQuotes } from './copy-quote.js';
import { wakeScrubber } from './wake-scrubber.js';

wakeScrubber();
wakeQuotes();
