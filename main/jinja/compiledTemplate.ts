import type { Context, MacroSignature, Names, RenderOptions, Section, Template } from './jinja.ts';
import { after, type Later } from './later.ts';
import { MacroReturn } from './macroReturn.ts';
import { addBlocks, SelfBlocks } from './run/blocks.ts';
import { executeAll } from './run/execute.ts';
import {
  type Engine,
  type Frame,
  type Inheritance,
  type Module,
  type Run,
  Scope,
  Sink,
} from './run/frame.ts';
import { Meter } from './run/meter.ts';
import { Site } from './run/site.ts';
import type { BlockNode, Statement } from './syntax/nodes.ts';
import type { Parsed } from './syntax/parse.ts';
import { CALLED_FROM_OUTSIDE, Fault, TemplateError } from './templateError.ts';
import { Callable, type Value } from './value.ts';

const START = { line: 1, column: 1 };

function startRun(engine: Engine, options: RenderOptions = {}): Run {
  return { engine, meter: new Meter(engine.limits), signal: options.signal, exact: START };
}

/** Calls a macro or function from outside any template. */
export async function callFromOutside(
  engine: Engine,
  callee: Value,
  positional: readonly Value[],
  named: ReadonlyMap<string, Value> = new Map(),
): Promise<Value> {
  const root = new Scope({ get: () => undefined });
  const inheritance: Inheritance = { blocks: new Map(), root };
  const run = startRun(engine);
  const template = CALLED_FROM_OUTSIDE;
  const frame: Frame = {
    run,
    template,
    scope: root,
    autoescape: false,
    sink: new Sink(),
    module: null,
    inheritance,
  };
  try {
    return await new Site(frame, START).call(callee, positional, named);
  } catch (thrown) {
    throw atTheTop(thrown, template);
  }
}

export class CompiledTemplate implements Template {
  readonly name: string;
  readonly source: string;
  readonly blocks: readonly BlockNode[];
  private readonly statements: readonly Statement[];
  private readonly engine: Engine;

  constructor(name: string, source: string, { statements, blocks }: Parsed, engine: Engine) {
    this.name = name;
    this.source = source;
    this.statements = statements;
    this.engine = engine;
    this.blocks = blocks;
  }

  async render(context: Context, options?: RenderOptions): Promise<string> {
    return this.rendered(context, options);
  }

  rendered(context: Context, options?: RenderOptions): Later<string> {
    const sink = new Sink();
    return after(this.top(context, sink, options), () => sink.joined());
  }

  async outputs(context: Context, options?: RenderOptions): Promise<readonly Value[]> {
    const sink = new Sink(true);
    await this.top(context, sink, options);
    return sink.parts;
  }

  async module(context: Context, options?: RenderOptions): Promise<Map<string, Callable>> {
    return this.exports(context, options);
  }

  exports(context: Context, options?: RenderOptions): Later<Map<string, Callable>> {
    return after(this.top(context, new Sink(), options), (exported) => {
      const macros = new Map<string, Callable>();
      for (const [name, value] of exported) if (value instanceof Callable) macros.set(name, value);
      return macros;
    });
  }

  /** Runs the template inside a rendering that already goes on; answers what it exports. */
  run(run: Run, names: Names, sink: Sink, autoescape: boolean): Later<ReadonlyMap<string, Value>> {
    const root = new Scope(names);
    const inheritance: Inheritance = { blocks: new Map(), root };
    addBlocks(this, inheritance);
    return this.runIn(run, inheritance, sink, autoescape);
  }

  private runIn(
    run: Run,
    inheritance: Inheritance,
    sink: Sink,
    autoescape: boolean,
  ): Later<ReadonlyMap<string, Value>> {
    const { root } = inheritance;
    const module: Module = { exported: new Set(), parent: null };
    const frame: Frame = { run, template: this.name, scope: root, autoescape, sink, module, inheritance };
    root.set('self', new SelfBlocks(frame));
    return after(executeAll(this.statements, frame), () => {
      const { parent } = module;
      if (parent !== null) {
        run.meter.enter();
        return after(parent.runIn(run, inheritance, sink, autoescape), (exported) => {
          run.meter.leave();
          return exported;
        });
      }
      const exported = new Map<string, Value>();
      for (const name of module.exported) exported.set(name, root.get(name) ?? null);
      return exported;
    });
  }

  private top(
    context: Context,
    sink: Sink,
    options: RenderOptions | undefined,
  ): Later<ReadonlyMap<string, Value>> {
    const run = startRun(this.engine, options);
    try {
      options?.signal?.throwIfAborted();
      const done = this.run(run, namesOf(context), sink, false);
      if (!(done instanceof Promise)) return done;
      return done.catch((thrown: unknown) => {
        throw atTheTop(thrown, this.name);
      });
    } catch (thrown) {
      throw atTheTop(thrown, this.name);
    }
  }

  macros(): readonly MacroSignature[] {
    return this.statements.flatMap((node) => {
      if (node.kind !== 'macro') return [];
      const { name, tag, header, at } = node;
      const parameters = node.formals.map((formal) => ({
        name: formal.name,
        hasDefault: formal.fallback !== null,
      }));
      return [{ name, tag, header, parameters, source: this.source.slice(node.start, node.end), ...at }];
    });
  }

  sections(): readonly Section[] {
    return this.statements.flatMap((node) => {
      if (node.kind !== 'section') return [];
      const { tag, header, at, body } = node;
      const text = this.source.slice(node.textStart, node.textEnd);
      const template =
        body === null
          ? undefined
          : new CompiledTemplate(this.name, text, { statements: body, blocks: [] }, this.engine);
      return [{ tag, header, text, template, source: this.source.slice(node.start, node.end), ...at }];
    });
  }
}

function namesOf(context: Context): Names {
  if (isNames(context)) return context;
  const record = context;
  return { get: (name) => (Object.hasOwn(record, name) ? record[name] : undefined) };
}

function isNames(context: Context): context is Names {
  return typeof context.get === 'function';
}

/** What no statement caught: an end of a macro outside of any, or something before the first statement. */
function atTheTop(thrown: unknown, template: string): TemplateError {
  if (thrown instanceof TemplateError) return thrown;
  const told = { kind: 'runtime' as const, template, at: START, cause: thrown };
  if (thrown instanceof MacroReturn)
    return new TemplateError({
      ...told,
      type: 'MacroReturn',
      message: 'nothing to return from: this is no macro',
    });
  if (thrown instanceof Fault)
    return new TemplateError({ ...told, kind: thrown.kind, type: thrown.type, message: thrown.message });
  if (thrown instanceof RangeError)
    return new TemplateError({ ...told, kind: 'limit', type: 'RecursionError', message: thrown.message });
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new TemplateError({ ...told, type: thrown instanceof Error ? thrown.name : 'Error', message });
}
