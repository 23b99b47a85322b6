import type { Source } from '@in-force/events';
import { useTexts } from './text.js';

/** A source: its publisher, linked where it has an address, and its day. */
export function SourceLink({
  source,
}: {
  readonly source: Pick<Source, 'publisher' | 'url'> & Partial<Pick<Source, 'published' | 'title'>>;
}) {
  const texts = useTexts();
  const { publisher, url, published, title } = source;
  const name = <span {...texts.record}>{publisher}</span>;
  return (
    <cite class="source" title={title}>
      {url ? (
        <a href={url} rel="noreferrer">
          {name}
        </a>
      ) : (
        name
      )}
      {published && <span class="when">, {texts.day(published)}</span>}
    </cite>
  );
}

/** The best sources of a line. */
export function SourceList({ sources }: { readonly sources: readonly Source[] }) {
  const texts = useTexts();
  if (sources.length === 0) return <p class="sources">{texts.say('sources.none')}</p>;
  return (
    <p class="sources">
      {texts.say('sources.label')}{' '}
      {sources.map((source, at) => (
        <span key={source.url ?? source.publisher}>
          {at > 0 && '; '}
          <SourceLink source={source} />
        </span>
      ))}
    </p>
  );
}

/** The decisive words of a source, where it has them. */
export function Quote({ source }: { readonly source: Source | null }) {
  if (!source?.quote) return null;
  const { text, language } = source.quote;
  return (
    <blockquote lang={language}>
      <p>{text}</p>
    </blockquote>
  );
}

/** Every source of something, with how official it is, and its decisive words. */
export function SourcesInFull({ sources }: { readonly sources: readonly Source[] }) {
  const texts = useTexts();
  return (
    <ul class="source-list">
      {sources.map((source) => (
        <li key={`${source.url} ${source.title}`}>
          <SourceLink source={source} />
          <span class="about"> · {texts.say(source.opened === false ? 'source.notOpened' : `source.${source.reliability}`)}</span>
          <Quote source={source} />
        </li>
      ))}
    </ul>
  );
}
