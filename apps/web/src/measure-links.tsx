import type { Asking } from './page.js';
import { measureAddress } from './read-question.js';
import { useTexts } from './text.js';

/** So many measures are named in a row; the others behind a fold. */
const FEW = 4;

interface MeasureLinksProps {
  readonly ids: readonly string[];
  readonly on: string;
  readonly asking: Asking;
}

/** Measures by their names, each a link. */
export function MeasureLinks({ ids, on, asking }: MeasureLinksProps) {
  const texts = useTexts();
  const links = (some: readonly string[]) =>
    some.map((id, at) => (
      <span key={id}>
        {at > 0 && '; '}
        <MeasureLink id={id} on={on} asking={asking} />
      </span>
    ));
  if (ids.length <= FEW + 1) return <>{links(ids)}</>;
  return (
    <>
      {links(ids.slice(0, FEW))}
      <details class="more">
        <summary>{texts.count('measures.more', ids.length - FEW)}</summary>
        {links(ids.slice(FEW))}
      </details>
    </>
  );
}

function MeasureLink({ id, on, asking }: Omit<MeasureLinksProps, 'ids'> & { readonly id: string }) {
  const texts = useTexts();
  const { readModel } = asking.answers;
  const title = readModel.viewAt({ recordedAt: null, knownOn: asking.query.knownOn ?? null }).life(id)?.announced.data.title ?? id;
  return (
    <a href={measureAddress(id, on, asking.query)} title={title} {...texts.record}>
      {shortOf(title)}
    </a>
  );
}

/** Returns what stands before the colon of a title: the act, without what it is about. */
const shortOf = (title: string): string => /^(.{8,60}?): /.exec(title)?.[1] ?? title;
