import type { Position } from '../templateError.ts';

export type TokenType =
  | 'data'
  | 'variableBegin'
  | 'variableEnd'
  | 'blockBegin'
  | 'blockEnd'
  | 'name'
  | 'integer'
  | 'float'
  | 'string'
  | 'operator'
  | 'end';

export interface Token extends Position {
  readonly type: TokenType;
  /** The text of data, the name, the operator, the decoded string, or the number as written. */
  readonly value: string;
  /** Where it lies in the source. */
  readonly start: number;
  readonly end: number;
}

/** As messages name what was found. */
export function describeToken(token: Token): string {
  return token.type === 'name' || token.type === 'operator' ? token.value : NAMES[token.type];
}

const NAMES: Readonly<Record<TokenType, string>> = {
  data: 'template data / text',
  variableBegin: 'begin of print statement',
  variableEnd: 'end of print statement',
  blockBegin: 'begin of statement block',
  blockEnd: 'end of statement block',
  name: 'name',
  integer: 'integer',
  float: 'float',
  string: 'string',
  operator: 'operator',
  end: 'end of template',
};
