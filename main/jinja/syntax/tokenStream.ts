import type { TemplateError } from '../templateError.ts';
import type { SourceText } from './sourceText.ts';
import { describeToken, type Token, type TokenType } from './token.ts';

const DEEPEST = 120;

/** The tokens one after another, with a look at the one behind. */
export class TokenStream {
  readonly source: SourceText;
  current: Token;
  private readonly tokens: Iterator<Token, Token>;
  private ahead: Token | null = null;
  private depth = 0;

  constructor(source: SourceText, tokens: Iterator<Token, Token>) {
    this.source = source;
    this.tokens = tokens;
    this.current = { type: 'end', value: '', start: 0, end: 0, line: 1, column: 1 };
    this.next();
  }

  /** Moves on, and answers the token left behind. */
  next(): Token {
    const left = this.current;
    this.current = this.ahead ?? this.pull(left);
    this.ahead = null;
    return left;
  }

  look(): Token {
    this.ahead ??= this.pull(this.current);
    return this.ahead;
  }

  /** The end stands where the last token began: that is the line an unclosed block is reported on. */
  private pull(last: Token): Token {
    const { value } = this.tokens.next();
    if (value !== undefined && value.type !== 'end') return value;
    return { ...last, type: 'end', value: '' };
  }

  is(type: TokenType, value?: string): boolean {
    return matches(this.current, type, value);
  }

  isName(...names: readonly string[]): boolean {
    return this.current.type === 'name' && names.includes(this.current.value);
  }

  isOperator(...operators: readonly string[]): boolean {
    return this.current.type === 'operator' && operators.includes(this.current.value);
  }

  skip(type: TokenType, value?: string): boolean {
    if (!this.is(type, value)) return false;
    this.next();
    return true;
  }

  expect(type: TokenType, value?: string): Token {
    if (this.is(type, value)) return this.next();
    const wanted = value ?? describeToken({ ...this.current, type, value: '' });
    const expected = type === 'name' && value === undefined ? 'name' : wanted;
    if (this.current.type === 'end') throw this.error(`unexpected end of template, expected '${expected}'.`);
    throw this.error(`expected token '${expected}', got '${describeToken(this.current)}'`);
  }

  error(
    message: string,
    at: { readonly line: number; readonly column: number } = this.current,
  ): TemplateError {
    return this.source.error(message, { line: at.line, column: at.column });
  }

  /** Refuses what is nested deeper than the machine's own stack could follow. */
  nested<T>(parse: () => T): T {
    this.depth += 1;
    if (this.depth > DEEPEST)
      throw this.source.error('the template is nested too deeply', this.current, 'limit', 'LimitError');
    const parsed = parse();
    this.depth -= 1;
    return parsed;
  }
}

export function matches(token: Token, type: TokenType, value?: string): boolean {
  return token.type === type && (value === undefined || token.value === value);
}
