/** What is said wrong where something is not as it is wanted. */
export function expect(found, wanted) {
  if (wanted instanceof RegExp ? !wanted.test(found) : found !== wanted)
    throw new Error(`Expected ${wanted}, found ${JSON.stringify(found)}`);
}

/** Moves the focus by the Tab key alone until it is on what a selector names. */
export async function tabTo(page, selector, most = 600) {
  for (let at = 0; at < most; at++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
  }
  throw new Error(`${selector} is not reached by Tab.`);
}

/** Somebody at the page, who does all in one way. */
export class Hand {
  constructor(page, base, way) {
    this.page = page;
    this.base = base;
    this.way = way;
  }

  async open(path) {
    await this.page.goto(this.base + path);
  }

  /** Follows a link, presses a button, opens a fold. */
  async press(selector) {
    if (this.way === 'by keyboard alone') {
      await tabTo(this.page, selector);
      await this.page.keyboard.press('Enter');
    } else if (this.way === 'on a phone') await this.page.tap(selector);
    else await this.page.click(selector);
  }

  /** Writes into a field; a day as the browser asks for it: month, day, year. */
  async write(selector, text) {
    if (this.way !== 'by keyboard alone') return this.page.fill(selector, text);
    await tabTo(this.page, selector);
    const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
    if (!year) await this.page.keyboard.press('Control+A');
    await this.page.keyboard.type(year ? `${month}${day}${year}` : text);
  }

  /** Sends the question. */
  ask() {
    return this.press('.bar button[type=submit]');
  }

  text = (selector) => this.page.textContent(selector);
  headline = () => this.text('#headline');
}
