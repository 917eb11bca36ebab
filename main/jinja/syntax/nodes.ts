import type { Position } from '../templateError.ts';
import type { Operator, Value } from '../value.ts';

/** Where a node stands: the token by which Python's Jinja2 numbers its line. */
interface Node {
  readonly at: Position;
}

export interface CallArguments {
  readonly positional: readonly Expression[];
  readonly named: readonly (readonly [name: string, value: Expression])[];
  readonly star: Expression | null;
  readonly doubleStar: Expression | null;
}

export interface Text extends Node {
  readonly kind: 'text';
  readonly text: string;
}

export interface FilterNode extends Node {
  readonly kind: 'filter';
  /** Null in `{% filter %}` and `{% set x | trim %}`: the block itself is filtered. */
  readonly subject: Expression | null;
  readonly name: string;
  readonly args: CallArguments;
}

export interface CallNode extends Node {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly args: CallArguments;
}

export type CompareSign = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in';

export type Expression =
  | (Node & { readonly kind: 'constant'; readonly value: Value })
  | (Node & { readonly kind: 'name'; readonly name: string })
  | (Node & { readonly kind: 'tuple' | 'list'; readonly items: readonly Expression[] })
  | (Node & { readonly kind: 'dict'; readonly pairs: readonly (readonly [Expression, Expression])[] })
  | (Node & {
      readonly kind: 'condition';
      readonly test: Expression;
      readonly yes: Expression;
      readonly no: Expression | null;
    })
  | (Node & { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression })
  | (Node & { readonly kind: 'not' | 'negate' | 'posit'; readonly operand: Expression })
  | (Node & {
      readonly kind: 'compare';
      readonly first: Expression;
      readonly rest: readonly { readonly sign: CompareSign; readonly operand: Expression }[];
    })
  | (Node & {
      readonly kind: 'binary';
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    })
  | (Node & { readonly kind: 'concat'; readonly parts: readonly Expression[] })
  | (Node & { readonly kind: 'attribute'; readonly owner: Expression; readonly name: string })
  | (Node & { readonly kind: 'item'; readonly owner: Expression; readonly key: Expression })
  | (Node & {
      readonly kind: 'slice';
      readonly owner: Expression;
      readonly bounds: readonly [Expression | null, Expression | null, Expression | null];
    })
  | FilterNode
  | (Node & {
      readonly kind: 'test';
      readonly subject: Expression;
      readonly name: string;
      readonly args: CallArguments;
    })
  | CallNode;

export type Target =
  | (Node & { readonly kind: 'name'; readonly name: string })
  | (Node & { readonly kind: 'attribute'; readonly name: string; readonly attribute: string })
  | (Node & { readonly kind: 'tuple'; readonly items: readonly Target[] });

export interface FormalNode {
  readonly name: string;
  readonly fallback: Expression | null;
}

/** The names `caller`, `kwargs` and `varargs`, as far as a body reads them: a macro takes what it reads. */
export type Takes = ReadonlySet<string>;

export interface MacroNode extends Node {
  readonly kind: 'macro';
  readonly takes: Takes;
  readonly name: string;
  readonly formals: readonly FormalNode[];
  readonly body: readonly Statement[];
  readonly tag: string;
  readonly header: HeaderNode;
  readonly start: number;
  readonly end: number;
}

export interface HeaderNode {
  readonly name: string;
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
}

export interface SectionNode extends Node {
  readonly kind: 'section';
  readonly tag: string;
  readonly header: HeaderNode;
  readonly body: readonly Statement[] | null;
  readonly start: number;
  readonly end: number;
  readonly textStart: number;
  readonly textEnd: number;
}

export interface ForNode extends Node {
  readonly kind: 'for';
  readonly target: Target;
  readonly iterated: Expression;
  readonly test: Expression | null;
  readonly recursive: boolean;
  readonly body: readonly Statement[];
  readonly otherwise: readonly Statement[];
}

export interface BlockNode extends Node {
  readonly kind: 'block';
  readonly name: string;
  readonly scoped: boolean;
  readonly required: boolean;
  readonly body: readonly Statement[];
}

export interface ImportedName {
  readonly name: string;
  readonly alias: string;
}

export type Statement =
  | (Node & { readonly kind: 'output'; readonly parts: readonly (Text | Expression)[] })
  | ForNode
  | (Node & {
      readonly kind: 'if';
      readonly branches: readonly {
        readonly test: Expression;
        readonly body: readonly Statement[];
        readonly at: Position;
      }[];
      readonly otherwise: readonly Statement[];
    })
  | (Node & {
      readonly kind: 'set';
      readonly target: Target;
      readonly value: Expression;
      readonly before: Position;
    })
  | (Node & {
      readonly kind: 'setBlock';
      readonly target: Target;
      readonly filter: Expression | null;
      readonly body: readonly Statement[];
    })
  | MacroNode
  | (Node & {
      readonly kind: 'callBlock';
      readonly takes: Takes;
      readonly call: CallNode;
      readonly formals: readonly FormalNode[];
      readonly body: readonly Statement[];
    })
  | (Node & {
      readonly kind: 'filterBlock';
      readonly filter: Expression;
      readonly body: readonly Statement[];
    })
  | (Node & {
      readonly kind: 'with';
      /** Where the part in front of it stands: Python's Jinja2 reports what goes wrong in the head of a `with` there. */
      readonly before: Position;
      readonly bindings: readonly (readonly [Target, Expression])[];
      readonly body: readonly Statement[];
    })
  | (Node & { readonly kind: 'autoescape'; readonly on: Expression; readonly body: readonly Statement[] })
  | (Node & { readonly kind: 'do'; readonly expression: Expression })
  | (Node & { readonly kind: 'break' | 'continue' })
  | (Node & {
      readonly kind: 'include';
      readonly template: Expression;
      readonly ignoreMissing: boolean;
      readonly withContext: boolean;
    })
  | (Node & {
      readonly kind: 'import';
      readonly template: Expression;
      readonly target: string;
      readonly withContext: boolean;
    })
  | (Node & {
      readonly kind: 'from';
      readonly template: Expression;
      readonly names: readonly ImportedName[];
      readonly withContext: boolean;
    })
  | (Node & { readonly kind: 'extends'; readonly template: Expression })
  | BlockNode
  | SectionNode;
