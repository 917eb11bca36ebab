import { quoted } from './problem.ts';

/** A text and the names in it: `a ${{ item }} b` is text, name, text. */
export type TemplatePart =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'name'; readonly name: string };

export interface Template {
  readonly parts: readonly TemplatePart[];
  /** What is wrong with it, to follow the name of where it stands. */
  readonly faults: readonly string[];
}

export const OPEN = '${{';
const NAME = /^[A-Za-z_]\w{0,59}(?:\.[A-Za-z_]\w{0,59}){0,3}$/;

/** `$${{` is a `${{` that means nothing. There are names and nothing else: no operators, no filters, no calls. */
export function parseTemplate(text: string): Template {
  const parts: TemplatePart[] = [];
  const faults: string[] = [];
  const say = (more: string) => {
    const last = parts.at(-1);
    if (last?.is === 'text') parts[parts.length - 1] = { is: 'text', text: last.text + more };
    else if (more !== '') parts.push({ is: 'text', text: more });
  };
  let from = 0;
  for (;;) {
    const open = text.indexOf(OPEN, from);
    if (open === -1) break;
    const escaped = open > from && text[open - 1] === '$';
    say(text.slice(from, escaped ? open - 1 : open));
    from = open + OPEN.length;
    if (escaped) {
      say(OPEN);
      continue;
    }
    const close = text.indexOf('}}', from);
    if (close === -1) {
      faults.push(
        `a ${OPEN} is opened and never closed: close it with }}, or write $${OPEN} for the characters themselves`,
      );
      return { parts, faults };
    }
    const name = text.slice(from, close).trim();
    from = close + 2;
    if (NAME.test(name)) parts.push({ is: 'name', name });
    else
      faults.push(
        name === ''
          ? `${OPEN} }} names nothing`
          : `${quoted(name)} is no name: inside ${OPEN} }} stands one name and nothing else`,
      );
  }
  say(text.slice(from));
  return { parts, faults };
}

/** As it is written in a file. */
export function written(name: string): string {
  return `${OPEN} ${name} }}`;
}

/** The name, where the text is one `${{ name }}` and nothing else. */
export function onlyName(text: string): string | null {
  const { parts, faults } = parseTemplate(text.trim());
  const [first] = parts;
  return parts.length === 1 && first?.is === 'name' && faults.length === 0 ? first.name : null;
}
