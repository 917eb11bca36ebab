import type { CompiledTemplate } from '../compiledTemplate.ts';
import type { Filter, Limits, Names, Template, Test } from '../jinja.ts';
import type { Later } from '../later.ts';
import { escapedText, text } from '../python/text.ts';
import type { BlockNode } from '../syntax/nodes.ts';
import type { Position } from '../templateError.ts';
import { type Budget, Undefined, type Value } from '../value.ts';
import type { Meter } from './meter.ts';

/** What an environment lends to every rendering. */
export interface Engine {
  readonly filters: ReadonlyMap<string, Filter>;
  readonly tests: ReadonlyMap<string, Test>;
  readonly globals: ReadonlyMap<string, Value>;
  readonly limits: Limits;
  load(name: string): Later<Template | undefined>;
}

/** One rendering from outside, with all macros and templates it reaches. */
export interface Run {
  readonly engine: Engine;
  readonly meter: Meter;
  readonly signal: AbortSignal | undefined;
  /** The part being worked out, for the place of an error. Valid because a run does one thing at a time. */
  exact: Position;
}

/** Variables set in one place, over those around it, over the context. */
export class Scope implements Names {
  private readonly own = new Map<string, Value>();
  private readonly around: Names;

  constructor(around: Names) {
    this.around = around;
  }

  get(name: string): Value | undefined {
    const own = this.own.get(name);
    return own === undefined ? this.around.get(name) : own;
  }

  set(name: string, value: Value): void {
    this.own.set(name, value);
  }
}

/** Where output goes: text, or the values themselves while they are wanted as such. */
export class Sink {
  readonly parts: Value[] = [];
  private readonly keepsValues: boolean;
  private size = 0;

  constructor(keepsValues = false) {
    this.keepsValues = keepsValues;
  }

  write(text: string, budget: Budget): void {
    budget.hold(text.length);
    this.size += text.length;
    budget.fit(this.size);
    this.parts.push(text);
  }

  put(value: Value, autoescape: boolean, budget: Budget): void {
    if (this.keepsValues) this.parts.push(value);
    else this.write(autoescape ? escapedText(value, budget) : text(value, budget), budget);
  }

  joined(): string {
    return this.parts.join('');
  }
}

/** A place in a template while it runs. */
export interface Frame {
  readonly run: Run;
  readonly template: string;
  readonly scope: Scope;
  readonly autoescape: boolean;
  readonly sink: Sink;
  /** At the outermost level, where what is set is handed out to those who import the template. */
  readonly module: Module | null;
  readonly inheritance: Inheritance;
}

/** What a template gives to others that import it, and which template it extends. */
export interface Module {
  readonly exported: Set<string>;
  parent: CompiledTemplate | null;
}

export interface BlockVersion {
  readonly template: string;
  readonly node: BlockNode;
}

/** Blocks by name, the version of the outermost child first; and the scope every block sees. */
export interface Inheritance {
  readonly blocks: Map<string, BlockVersion[]>;
  readonly root: Scope;
}

export function resolve(frame: Frame, name: string): Value {
  const local = frame.scope.get(name);
  if (local !== undefined) return local;
  const global = frame.run.engine.globals.get(name);
  return global === undefined ? new Undefined(name) : global;
}
