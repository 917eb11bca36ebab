import type { Json } from '../../../json.ts';
import { readNumber } from './number.ts';
import { readString } from './string.ts';

export type Literal =
  | { readonly kind: 'scalar'; readonly value: null | boolean | number | bigint | string }
  | { readonly kind: 'list' | 'tuple'; readonly items: readonly Literal[] }
  | { readonly kind: 'dict'; readonly pairs: readonly (readonly [Literal, Literal])[] };

export class NotALiteral extends Error {}

/** Python's parser gives up at 200 brackets. */
const DEEPEST = 200;
const NAMES: Readonly<Record<string, Json>> = { None: null, True: true, False: false };

/** Reads one expression of Python that is made of literals only; anything else throws `NotALiteral`. */
export class LiteralReader {
  private readonly text: string;
  private at = 0;
  private depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  whole(): Literal {
    if (this.text.includes('\0')) throw new NotALiteral();
    // Blanks before it are taken off, but not those of a later line: that would be an indent.
    this.skip(/[ \t]*(?:(?:#[^\n]*)?\r?\n(?![ \t]+[^\s#]))*/y);
    const first = this.expression();
    this.blanks();
    const value = this.peek(',') ? this.tuple(first, '') : first;
    this.blanks();
    // Then empty lines and comments only, and no blanks after the last line end: Python would take them for an indent.
    this.skip(/(?:#[^\n]*)?(?:\r?\n(?:[ \t\f]*(?:#[^\n]*)?\r?\n)*(?:#[^\n]*)?)?/y);
    if (this.at < this.text.length) throw new NotALiteral();
    return value;
  }

  private expression(): Literal {
    this.blanks();
    const rest = this.text.charCodeAt(this.at);
    const sign = rest === PLUS ? 1 : rest === MINUS ? -1 : 0;
    if (sign !== 0) {
      this.at += 1;
      const signed = this.signs(sign);
      return signed;
    }
    return this.atom();
  }

  /** `- -5` is no literal for Python: one sign before a number. */
  private signs(sign: 1 | -1): Literal {
    this.blanks();
    const operand = this.number();
    if (operand === undefined) throw new NotALiteral();
    if (sign === 1) return { kind: 'scalar', value: operand };
    return { kind: 'scalar', value: typeof operand === 'bigint' ? -operand : 0 - operand };
  }

  private atom(): Literal {
    const letter = this.text[this.at] ?? '';
    if (letter === '(') return this.nested(() => this.parenthesis());
    if (letter === '[') return this.nested(() => ({ kind: 'list', items: this.items(']') }));
    if (letter === '{') return this.nested(() => this.dict());
    const number = this.number();
    if (number !== undefined) return { kind: 'scalar', value: number };
    const string = this.strings();
    if (string !== undefined) return { kind: 'scalar', value: string };
    const name = this.match(/[A-Za-z_][A-Za-z_0-9]*/y);
    if (name === undefined || !Object.hasOwn(NAMES, name)) throw new NotALiteral();
    return { kind: 'scalar', value: (NAMES[name] ?? null) as null | boolean };
  }

  private nested(work: () => Literal): Literal {
    this.depth += 1;
    if (this.depth > DEEPEST) throw new NotALiteral();
    this.at += 1;
    const read = work();
    this.depth -= 1;
    return read;
  }

  private parenthesis(): Literal {
    this.blanks();
    if (this.take(')')) return { kind: 'tuple', items: [] };
    const first = this.expression();
    this.blanks();
    if (this.take(')')) return first;
    return this.tuple(first, ')');
  }

  private tuple(first: Literal, end: string): Literal {
    const items = [first];
    for (;;) {
      this.blanks();
      if (!this.take(',')) break;
      this.blanks();
      if (end === '' ? this.atEnd() : this.peek(end)) break;
      items.push(this.expression());
    }
    this.blanks();
    if (end !== '' && !this.take(end)) throw new NotALiteral();
    return { kind: 'tuple', items };
  }

  private items(end: string): readonly Literal[] {
    const items: Literal[] = [];
    for (;;) {
      this.blanks();
      if (this.take(end)) return items;
      items.push(this.expression());
      this.blanks();
      if (this.take(end)) return items;
      if (!this.take(',')) throw new NotALiteral();
    }
  }

  private dict(): Literal {
    const pairs: (readonly [Literal, Literal])[] = [];
    for (;;) {
      this.blanks();
      if (this.take('}')) return { kind: 'dict', pairs };
      const key = this.expression();
      this.blanks();
      if (!this.take(':')) throw new NotALiteral();
      pairs.push([key, this.expression()]);
      this.blanks();
      if (this.take('}')) return { kind: 'dict', pairs };
      if (!this.take(',')) throw new NotALiteral();
    }
  }

  private number(): number | bigint | undefined {
    const word = this.match(/(?:\d|\.\d)(?:[eE][-+](?=\d)|[\w.])*/y);
    if (word === undefined) return undefined;
    const value = readNumber(word);
    if (value === undefined) throw new NotALiteral();
    return value;
  }

  /** Several in a row are one. */
  private strings(): string | undefined {
    let whole: string | undefined;
    for (;;) {
      const found = readString(this.text, this.at);
      if (found === undefined) return whole;
      if (found === null) throw new NotALiteral();
      whole = (whole ?? '') + found.value;
      this.at = found.end;
      this.blanks();
    }
  }

  /** Line ends are blanks only within brackets. */
  private blanks(): void {
    this.skip(this.depth > 0 ? /(?:\s|\\\r?\n|#[^\n]*)*/y : /(?:[ \t\f]|\\\r?\n)*/y);
  }

  private atEnd(): boolean {
    return /^[ \t\f]*(?:#|\r?\n|$)/.test(this.text.slice(this.at));
  }

  private peek(letter: string): boolean {
    return this.text[this.at] === letter;
  }

  private take(letter: string): boolean {
    if (this.text[this.at] !== letter) return false;
    this.at += 1;
    return true;
  }

  private skip(pattern: RegExp): void {
    this.match(pattern);
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found === null) return undefined;
    this.at += found[0].length;
    return found[0];
  }
}

const PLUS = 43;
const MINUS = 45;
