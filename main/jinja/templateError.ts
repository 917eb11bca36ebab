export type ErrorKind = 'syntax' | 'runtime' | 'security' | 'limit';

export interface Position {
  /** Both start at 1. */
  readonly line: number;
  readonly column: number;
}

/** What an error names as its template when a macro was called from outside of any. */
export const CALLED_FROM_OUTSIDE = 'call from outside';

/** Something went wrong that has no place yet: the interpreter adds where. `type` is the class Python would raise. */
export class Fault extends Error {
  readonly type: string;
  readonly kind: ErrorKind;

  constructor(type: string, message: string, kind: ErrorKind = 'runtime') {
    super(message);
    this.type = type;
    this.kind = kind;
  }
}

/** The only thing compiling or rendering a template throws. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
  readonly kind: ErrorKind;
  /** The class of error that Python's Jinja2 raises here, e.g. `UndefinedError`. */
  readonly type: string;
  readonly template: string;
  /** Where the expression or statement stands that failed: the line Python's Jinja2 reports. */
  readonly line: number;
  readonly column: number;
  /** The innermost part that failed. Differs from `line` in expressions of several lines. */
  readonly exact: Position;

  constructor(told: {
    readonly kind: ErrorKind;
    readonly type: string;
    readonly message: string;
    readonly template: string;
    readonly at: Position;
    readonly exact?: Position;
    readonly cause?: unknown;
  }) {
    super(told.message, told.cause === undefined ? undefined : { cause: told.cause });
    this.kind = told.kind;
    this.type = told.type;
    this.template = told.template;
    this.line = told.at.line;
    this.column = told.at.column;
    this.exact = told.exact ?? told.at;
  }
}

export function typeError(message: string): Fault {
  return new Fault('TypeError', message);
}

export function valueError(message: string): Fault {
  return new Fault('ValueError', message);
}

export function refused(message: string): Fault {
  return new Fault('SecurityError', message, 'security');
}

export function overLimit(message: string): Fault {
  return new Fault('LimitError', message, 'limit');
}
