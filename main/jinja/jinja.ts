import { CompiledTemplate, callFromOutside } from './compiledTemplate.ts';
import { builtinFilters } from './filters/builtin.ts';
import type { Later } from './later.ts';
import type { Engine } from './run/frame.ts';
import { standardGlobals } from './run/globals.ts';
import { checkNames } from './syntax/checkNames.ts';
import { parse } from './syntax/parse.ts';
import { SourceText } from './syntax/sourceText.ts';
import type { Position } from './templateError.ts';
import { TESTS } from './tests/builtin.ts';
import type { Arguments, Callable, CallSite, Value } from './value.ts';

/** Names a template can see. Asked for a name only when a template uses it, so a context may work values out lazily. */
export interface Names {
  get(name: string): Value | undefined;
}

export type Context = Names | Readonly<Record<string, Value>>;

export interface Limits {
  /** Nodes evaluated, plus work in proportion to the size of values made, per rendering. Default 10 million. */
  readonly instructions: number;
  /** Macros, includes, blocks and recursive loops inside one another. Default 200. */
  readonly depth: number;
  /** Characters of output, and characters or items of any one value. Default 10 million. */
  readonly output: number;
  /** Longest range a template may make. Default 100,000, as in Python's sandbox. */
  readonly range: number;
  /** A deadline for each rendering; the clock is the host's, so that this stays free of one. */
  readonly time?: { readonly milliseconds: number; now(): number };
}

export type Filter = (value: Value, args: Arguments, site: CallSite) => Later<Value>;
export type Test = (value: Value, args: Arguments, site: CallSite) => Later<boolean>;

/** What stands in an opening tag of a custom block. */
export interface BlockHeader {
  readonly name: string;
  /** Arguments behind the name that are constants: `{% materialization x, adapter='default' %}`. Others are refused. */
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
}

/**
 * A block tag of the host's, closed by `end` + tag. `signature`: a name and parameters, as a macro; `arguments`: a name
 * and constants behind commas; `name`: a name alone.
 * With `macroName` the block defines a macro of that name. Without, it is a section: left out of the rendering, and
 * handed out by `Template.sections()`. A `raw` body is text that is not read as a template.
 */
export interface BlockTag {
  readonly tag: string;
  readonly header: 'signature' | 'arguments' | 'name';
  readonly body: 'template' | 'raw';
  macroName?(header: BlockHeader): string;
}

export interface Parameter {
  readonly name: string;
  readonly hasDefault: boolean;
}

export interface MacroSignature extends Position {
  readonly name: string;
  /** `macro`, or the custom tag that defined it. */
  readonly tag: string;
  readonly header: BlockHeader;
  readonly parameters: readonly Parameter[];
  /** The whole block as written, from its opening to its closing tag. */
  readonly source: string;
}

export interface Section extends Position {
  readonly tag: string;
  readonly header: BlockHeader;
  /** The whole block as written. */
  readonly source: string;
  /** What stands between its tags, as written. */
  readonly text: string;
  /** The body as a template of its own, with the positions of the file; undefined when the body is raw. */
  readonly template: Template | undefined;
}

export interface RenderOptions {
  readonly signal?: AbortSignal;
}

/** Every method that renders throws `TemplateError` and nothing else. */
export interface Template {
  readonly name: string;
  readonly source: string;
  render(context: Context, options?: RenderOptions): Promise<string>;
  /** As `render`, at once where it waits for nothing: thousands of small templates a second don't pay for promises. */
  rendered(context: Context, options?: RenderOptions): Later<string>;
  /** What the template puts out, piece by piece, before it is turned into text: text as string, expressions as values. */
  outputs(context: Context, options?: RenderOptions): Promise<readonly Value[]>;
  /** Runs the top level and hands out its macros, which see the context as long as they live. */
  module(context: Context, options?: RenderOptions): Promise<Map<string, Callable>>;
  /** As `module`, at once where its top level waits for nothing. */
  exports(context: Context, options?: RenderOptions): Later<Map<string, Callable>>;
  /** Top-level macros, without rendering. */
  macros(): readonly MacroSignature[];
  sections(): readonly Section[];
}

export interface EnvironmentOptions {
  readonly globals?: Readonly<Record<string, Value>>;
  /** Added to the built-in ones, or in place of them. */
  readonly filters?: Readonly<Record<string, Filter>>;
  readonly tests?: Readonly<Record<string, Test>>;
  readonly blocks?: readonly BlockTag[];
  readonly limits?: Partial<Limits>;
  /** For include, import, from and extends. Undefined when there is no such template. */
  load?(name: string): Later<Template | undefined>;
  /** For the filter `random`: from 0 up to 1. Default Math.random. */
  random?(): number;
}

export interface Environment {
  /** How often a template drew a random number. */
  readonly drawn: number;
  /** Throws `TemplateError` of kind `syntax`. */
  compile(source: string, name: string): Template;
  /** Calls a macro or function from outside any template, with a budget of its own. */
  call(callee: Value, positional: readonly Value[], named?: ReadonlyMap<string, Value>): Promise<Value>;
}

const DEFAULT_LIMITS: Limits = { instructions: 10_000_000, depth: 200, output: 10_000_000, range: 100_000 };

export function createEnvironment(options: EnvironmentOptions = {}): Environment {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  let drawn = 0;
  const random = () => {
    drawn += 1;
    return options.random?.() ?? Math.random();
  };
  const engine: Engine = {
    filters: new Map(Object.entries({ ...builtinFilters(random), ...options.filters })),
    tests: new Map(Object.entries({ ...TESTS, ...options.tests })),
    globals: new Map([...standardGlobals(limits.range), ...Object.entries(options.globals ?? {})]),
    limits,
    load: (name) => options.load?.(name),
  };
  const known = {
    hasFilter: (name: string) => engine.filters.has(name),
    hasTest: (name: string) => engine.tests.has(name),
  };
  return {
    get drawn() {
      return drawn;
    },
    compile(source, name) {
      const text = new SourceText(source, name);
      return withinStack(text, () => {
        const parsed = parse(text, options.blocks ?? []);
        checkNames(parsed.statements, text, known);
        return new CompiledTemplate(name, text.text, parsed, engine);
      });
    },
    call: (callee, positional, named) => callFromOutside(engine, callee, positional, named),
  };
}

/** Long chains nest without brackets that could be counted: what is left to find them is the stack itself. */
function withinStack<T>(source: SourceText, work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    const start = { line: 1, column: 1 };
    throw source.error('the template is nested too deeply', start, 'limit', 'RecursionError');
  }
}
