import { ok, type Result } from '../../../shared/errors/failure.ts';
import { partValue, type RenderContext, unrendered } from './renderText.ts';
import { parseTemplate, type TemplatePart } from './template.ts';

/** One word of a command: what was written, and names that are filled in later, so that no value becomes two words. */
export type CommandWord = readonly TemplatePart[];

export interface SplitCommand {
  readonly words: readonly CommandWord[];
  readonly faults: readonly string[];
}

/** A line is cut at its blanks, outside of quotes ('…' and "…"); a list is its words already. */
export function splitCommand(command: string | readonly string[]): SplitCommand {
  if (typeof command === 'string') return splitLine(command);
  const read = command.map(parseTemplate);
  return { words: read.map(({ parts }) => parts), faults: read.flatMap(({ faults }) => faults) };
}

function splitLine(line: string): SplitCommand {
  const { parts, faults } = parseTemplate(line);
  const words: CommandWord[] = [];
  let word: TemplatePart[] | null = null;
  let quote: string | null = null;
  for (const part of parts) {
    if (part.is === 'name') {
      word = [...(word ?? []), part];
      continue;
    }
    for (const letter of part.text) {
      if (quote === null && /\s/.test(letter)) {
        if (word !== null) words.push(word);
        word = null;
      } else if (letter === quote) quote = null;
      else if (quote === null && (letter === '"' || letter === "'")) {
        quote = letter;
        word ??= [];
      } else word = withLetter(word ?? [], letter);
    }
  }
  if (word !== null) words.push(word);
  return quote === null
    ? { words, faults }
    : { words, faults: [...faults, `a ${quote} is opened and never closed`] };
}

function withLetter(word: TemplatePart[], letter: string): TemplatePart[] {
  const last = word.at(-1);
  if (last?.is === 'text') word[word.length - 1] = { is: 'text', text: last.text + letter };
  else word.push({ is: 'text', text: letter });
  return word;
}

/** The name of the command; null where it is filled in, which is refused: who reads the file must see what it does. */
export function commandName({ words }: SplitCommand): string | null {
  const [first] = words;
  const [part] = first ?? [];
  return first?.length === 1 && part?.is === 'text' ? part.text : null;
}

export function renderCommand(
  command: string | readonly string[],
  context: RenderContext,
): Result<readonly string[]> {
  const { words, faults } = splitCommand(command);
  const [wrong] = faults;
  if (wrong !== undefined) return unrendered(wrong);
  const rendered: string[] = [];
  for (const word of words) {
    const written = renderWord(word, context);
    if (!written.ok) return written;
    rendered.push(written.value);
  }
  return rendered.length === 0 ? unrendered('the command has no words') : ok(rendered);
}

function renderWord(word: CommandWord, context: RenderContext): Result<string> {
  let written = '';
  for (const part of word) {
    const value = partValue(part, context);
    if (!value.ok) return value;
    // An item that comes from data must not be able to switch on an option.
    if (
      part.is === 'name' &&
      written === '' &&
      typeof value.value === 'string' &&
      value.value.startsWith('-')
    )
      return unrendered(
        `the value of ${part.name} begins with a dash, and the command would take it for an option`,
      );
    written += String(value.value);
  }
  return ok(written);
}
