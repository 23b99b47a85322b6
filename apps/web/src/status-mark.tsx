/** How a status is drawn: by pattern before colour. */
export type Look = 'in-force' | 'suspended' | 'unconfirmed' | 'announced' | 'ended';

export function lookOf(status: string): Look {
  if (status === 'in-force' || status === 'partly-in-force') return 'in-force';
  if (status === 'suspended' || status === 'unconfirmed') return status;
  return status === 'announced' || status === 'not-announced' || status === 'unclear' ? 'announced' : 'ended';
}

/** The mark beside the word of a status. It says nothing that the word does not. */
export function StatusMark({ status }: { readonly status: string }) {
  const look = lookOf(status);
  return (
    <svg class={`mark look-${look}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      {look === 'ended' ? <path d="M2 8h12" /> : <rect x="2" y="3" width="12" height="10" fill={fillOf(look)} />}
    </svg>
  );
}

/** Returns what fills a span of a status. */
export function fillOf(look: Look): string {
  if (look === 'suspended') return 'url(#hatched)';
  if (look === 'unconfirmed') return 'url(#dotted)';
  return look === 'in-force' ? 'currentColor' : 'none';
}

/** The patterns that spans are filled with, once in a document. */
export function StatusPatterns() {
  return (
    <svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false">
      <defs>
        <pattern id="hatched" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0v5" class="hatch" />
        </pattern>
        <pattern id="dotted" width="4" height="4" patternUnits="userSpaceOnUse">
          <circle cx="2" cy="2" r="0.9" class="dot" />
        </pattern>
      </defs>
    </svg>
  );
}
