/** Lets a line be copied as a quote: what it says in one sentence, and the address that says it for ever. */
export function wakeQuotes(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button.quote')) button.hidden = false;
  if (woken) return;
  woken = true;
  document.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>('button.quote');
    if (button) void copy(button);
  });
}
let woken = false;

async function copy(button: HTMLButtonElement): Promise<void> {
  const { quote = '', done = '', failed = '' } = button.dataset;
  try {
    await navigator.clipboard.writeText(await quoteOf(quote));
    button.textContent = done;
  } catch {
    button.textContent = failed;
  }
}

/** Asks the API what the line says, so that its words and its link are of the same answer. */
async function quoteOf(address: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(response.statusText);
  const { explanation, cite } = (await response.json()) as { explanation: string[]; cite: string };
  return `${explanation[0]} ${new URL(cite, location.href).href}`;
}
