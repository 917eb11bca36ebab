import { SPACE, strip } from '../python/characters.ts';
import type { SourceText } from './sourceText.ts';
import { unescapeString } from './stringEscapes.ts';
import type { Token, TokenType } from './token.ts';

const OPENING = /\{(?:\{|%|#)/g;
const NAME = /[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*/uy;
const FLOAT = /(?<!\.)(?:\d+_)*\d+(?:(?:\.(?:\d+_)*\d+)?[eE][+-]?(?:\d+_)*\d+|\.(?:\d+_)*\d+)/y;
const INTEGER = /0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0[xX](?:_?[\da-fA-F])+|[1-9](?:_?\d)*|0(?:_?0)*/y;
const STRING = /'[^'\\]*(?:\\[\s\S][^'\\]*)*'|"[^"\\]*(?:\\[\s\S][^"\\]*)*"/y;
const OPERATOR = /\/\/|\*\*|==|!=|>=|<=|[-+/*%~[\](){}><=.:|,;]/y;
const SPACES = new RegExp(`[${SPACE}]+`, 'y');
const TAG_NAME = new RegExp(`\\{%[-+]?[${SPACE}]*([\\w]+)`, 'y');
const RAW_END = new RegExp(`[${SPACE}]*-?%\\}`, 'y');
const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** A block tag whose body is text to its end tag: `raw`, and those a host declares so. */
export interface RawTag {
  readonly tag: string;
  /** Keeps its tags as tokens, for a header to be read; `raw` itself leaves nothing. */
  readonly keepsTags: boolean;
}

/**
 * Cuts a template into tokens, one when it is asked for: a parser that stops at an earlier mistake reports that one.
 */
export class Lexer {
  private readonly source: SourceText;
  private readonly text: string;
  private readonly rawTags: readonly RawTag[];
  private at = 0;

  constructor(source: SourceText, rawTags: readonly RawTag[]) {
    this.source = source;
    this.text = source.text;
    this.rawTags = [{ tag: 'raw', keepsTags: false }, ...rawTags];
  }

  *tokens(): Generator<Token, Token> {
    while (this.at < this.text.length) {
      OPENING.lastIndex = this.at;
      const opening = OPENING.exec(this.text);
      if (opening === null) {
        yield this.token('data', this.text.slice(this.at), this.at, this.text.length);
        break;
      }
      const sign = this.text[opening.index + 2];
      const data = this.text.slice(this.at, opening.index);
      const kept = sign === '-' ? strip(data, null, 'right') : data;
      if (kept !== '') yield this.token('data', kept, this.at, opening.index);
      this.at = opening.index;
      yield* this.tag(opening[0]);
    }
    this.at = this.text.length;
    return this.token('end', '', this.at, this.at);
  }

  private token(type: TokenType, value: string, start: number, end: number): Token {
    return { type, value, start, end, ...this.source.position(start) };
  }

  private *tag(opening: string): Generator<Token> {
    if (opening === '{#') return this.skipComment();
    const start = this.at;
    if (opening === '{%') {
      const raw = this.rawTag();
      if (raw !== undefined && !raw.keepsTags) {
        yield* this.raw(raw);
        return;
      }
      if (raw !== undefined) {
        yield* this.inside('blockBegin', 'blockEnd', '%}', start);
        yield* this.rawBody(raw, start);
        return;
      }
    }
    if (opening === '{{') yield* this.inside('variableBegin', 'variableEnd', '}}', start);
    else yield* this.inside('blockBegin', 'blockEnd', '%}', start);
  }

  private skipComment(): void {
    const begin = this.at;
    const end = this.text.indexOf('#}', begin + 2);
    if (end === -1) throw this.source.error('Missing end of comment tag', this.source.position(begin));
    this.at = end + 2;
    if (this.text[end - 1] === '-' && end - 1 > begin + 1) this.skipSpaces();
  }

  /** The raw tag that opens here, if one does. `raw` itself takes nothing behind its name. */
  private rawTag(): RawTag | undefined {
    TAG_NAME.lastIndex = this.at;
    const found = TAG_NAME.exec(this.text);
    const raw = this.rawTags.find(({ tag }) => tag === found?.[1]);
    if (raw === undefined || raw.keepsTags) return raw;
    RAW_END.lastIndex = TAG_NAME.lastIndex;
    return RAW_END.test(this.text) ? raw : undefined;
  }

  private *raw(raw: RawTag): Generator<Token> {
    const begin = this.at;
    const opener = new RegExp(`\\{%[-+]?[${SPACE}]*${raw.tag}[${SPACE}]*(-?)%\\}`, 'y');
    opener.lastIndex = this.at;
    this.at += opener.exec(this.text)?.[0].length ?? 0;
    if (this.text[this.at - 3] === '-') this.skipSpaces();
    yield* this.rawBody(raw, begin);
  }

  private *rawBody({ tag, keepsTags }: RawTag, begin: number): Generator<Token> {
    const from = this.at;
    const closer = new RegExp(
      `\\{%([-+]?)[${SPACE}]*end${tag}[${SPACE}]*(?:\\+%\\}|-%\\}[${SPACE}]*|%\\})`,
      'g',
    );
    closer.lastIndex = from;
    const found = closer.exec(this.text);
    if (found === null)
      throw this.source.error(`Missing end of ${tag} directive`, this.source.position(begin));
    const body = this.text.slice(from, found.index);
    const kept = found[1] === '-' ? strip(body, null, 'right') : body;
    if (kept !== '') yield this.token('data', kept, from, found.index);
    this.at = found.index;
    if (keepsTags) yield* this.inside('blockBegin', 'blockEnd', '%}', found.index);
    else this.at = found.index + found[0].length;
  }

  private skipSpaces(): void {
    SPACES.lastIndex = this.at;
    this.at += SPACES.exec(this.text)?.[0].length ?? 0;
  }

  private *inside(begin: TokenType, end: TokenType, closing: string, start: number): Generator<Token> {
    this.at = start + 2;
    if (this.text[this.at] === '-' || (this.text[this.at] === '+' && closing === '%}')) this.at += 1;
    yield this.token(begin, this.text.slice(start, this.at), start, this.at);
    const open: string[] = [];
    while (this.at < this.text.length) {
      this.skipSpaces();
      if (this.at >= this.text.length) return;
      if (open.length === 0) {
        const closed = this.closes(closing);
        if (closed !== null) {
          const from = this.at;
          this.at += closed.length;
          const token = this.token(end, closed, from, this.at);
          if (closed.startsWith('-')) this.skipSpaces();
          yield token;
          return;
        }
      }
      yield this.one(open);
    }
  }

  private closes(closing: string): string | null {
    const signs = closing === '%}' ? ['', '-', '+'] : ['', '-'];
    for (const sign of signs) if (this.text.startsWith(sign + closing, this.at)) return sign + closing;
    return null;
  }

  private one(open: string[]): Token {
    const start = this.at;
    const take = (pattern: RegExp): string | null => {
      pattern.lastIndex = start;
      const found = pattern.exec(this.text)?.[0] ?? null;
      if (found !== null) this.at = start + found.length;
      return found;
    };
    const float = take(FLOAT);
    if (float !== null) return this.token('float', float.replaceAll('_', ''), start, this.at);
    const integer = take(INTEGER);
    if (integer !== null) return this.token('integer', integer.replaceAll('_', ''), start, this.at);
    const name = take(NAME);
    if (name !== null) return this.token('name', name, start, this.at);
    const string = take(STRING);
    if (string !== null) {
      const decoded = unescapeString(string.slice(1, -1));
      if (decoded === undefined)
        throw this.source.error(
          'a string holds an escape that can’t be decoded',
          this.source.position(start),
        );
      return this.token('string', decoded, start, this.at);
    }
    const operator = take(OPERATOR);
    if (operator === null) {
      const found = String.fromCodePoint(this.text.codePointAt(start) ?? 0);
      throw this.source.error(`unexpected char '${found}' at ${start}`, this.source.position(start));
    }
    this.balance(operator, open, start);
    return this.token('operator', operator, start, this.at);
  }

  /** Inside brackets `}}` and `%}` end nothing, so brackets are counted here and not in the parser. */
  private balance(operator: string, open: string[], start: number): void {
    const closer = CLOSERS[operator];
    if (closer !== undefined) open.push(closer);
    if (operator !== ')' && operator !== ']' && operator !== '}') return;
    const expected = open.pop();
    if (expected === undefined)
      throw this.source.error(`unexpected '${operator}'`, this.source.position(start));
    if (expected !== operator)
      throw this.source.error(
        `unexpected '${operator}', expected '${expected}'`,
        this.source.position(start),
      );
  }
}
