/** Text that is HTML already. Everything else is escaped when it is put into one. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = Html | string | number | null | undefined | false | readonly Part[];

/** ``html`<td>${anything}</td>` ``: what is put in is escaped, so that no description can bring markup. */
export function html(parts: TemplateStringsArray, ...values: readonly Part[]): Html {
  return new Html(parts.map((part, at) => part + textOf(values[at])).join(''));
}

function textOf(value: Part): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value));
  return value.map(textOf).join('');
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A description: paragraphs, lists and `code`, as people write them; anything else stays the text it is. */
export function prose(text: string): Html {
  const blocks = text.trim().split(/\n\s*\n/);
  return html`${blocks.filter((block) => block !== '').map(block)}`;
}

function block(text: string): Html {
  const lines = text.split('\n');
  if (lines.every((line) => /^\s*[-*]\s/.test(line)))
    return html`<ul>${lines.map((line) => html`<li>${inline(line.replace(/^\s*[-*]\s+/, ''))}</li>`)}</ul>`;
  return html`<p>${inline(text)}</p>`;
}

/** One line of a description: `code` and nothing else is more than text. */
export function inline(text: string): readonly Html[] {
  return text
    .split(/(`[^`]+`)/)
    .map((part) =>
      part.length > 2 && part.startsWith('`') ? html`<code>${part.slice(1, -1)}</code>` : html`${part}`,
    );
}
