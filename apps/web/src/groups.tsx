import type { ComponentChildren } from 'preact';
import type { ControlsPage } from './page.js';
import { useTexts } from './text.js';

type GroupId = 'in-force' | 'suspended' | 'unconfirmed' | 'otherwise' | 'frames';

interface GroupProps {
  readonly id: GroupId;
  readonly count: number;
  /** Whether the day asked about is over, today, or ahead. */
  readonly tense?: 'past' | 'now' | 'ahead';
  readonly until?: string | null;
  readonly children?: ComponentChildren;
}

/** A group of controls: its name, how many there are, and what that means. */
export function Group({ id, count, until, tense = 'now', children }: GroupProps) {
  const texts = useTexts();
  const title =
    id === 'suspended'
      ? texts.say(until ? 'group.suspended' : 'group.suspended.open', { day: until ? texts.day(until) : '' })
      : id === 'in-force'
        ? texts.say(`group.in-force.${tense}`)
        : texts.say(`group.${id}`);
  return (
    <section class={`group group-${id}`}>
      <h2>
        {title} <span class="number">{count}</span>
      </h2>
      <p class="about">{texts.say(count === 0 ? `group.${id as 'in-force'}.none` : `group.${id}.about`)}</p>
      {children}
    </section>
  );
}

/** What was not asked for, counted. */
export function LeftOut({ answer: { leftOut } }: { readonly answer: ControlsPage }) {
  const texts = useTexts();
  const told = Object.entries(leftOut).flatMap(([status, count]) =>
    count > 0 ? [`${count} ${texts.say(`status.${status as 'revoked'}`)}`] : [],
  );
  return told.length > 0 ? <p class="left-out">{texts.say('today.leftOut', { told: texts.row(told) })}</p> : null;
}
