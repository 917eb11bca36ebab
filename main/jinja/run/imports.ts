import { CompiledTemplate } from '../compiledTemplate.ts';
import type { Names } from '../jinja.ts';
import { after, type Later } from '../later.ts';
import { undefinedFault } from '../python/faults.ts';
import { iterable } from '../python/sequence.ts';
import { stringOf } from '../python/text.ts';
import type { Statement } from '../syntax/nodes.ts';
import { Fault } from '../templateError.ts';
import { HostObject, Undefined, type Value } from '../value.ts';
import { evaluate } from './evaluate.ts';
import { type Frame, Sink } from './frame.ts';

type StatementOf<Kind extends Statement['kind']> = Extract<Statement, { readonly kind: Kind }>;

export function loadTemplate(name: Value, frame: Frame): Later<CompiledTemplate> {
  return after(findTemplate(name, frame), (template) => {
    if (template !== undefined) return template;
    throw new Fault('TemplateNotFound', `there is no template '${stringOf(name) ?? 'of this name'}'`);
  });
}

function findTemplate(name: Value, frame: Frame): Later<CompiledTemplate | undefined> {
  if (name instanceof Undefined) throw undefinedFault(name);
  const wanted = stringOf(name);
  if (wanted === undefined) return firstOf(Array.from(iterable(name) ?? []), frame);
  return after(frame.run.engine.load(wanted), (template) =>
    template instanceof CompiledTemplate ? template : undefined,
  );
}

function firstOf(names: readonly Value[], frame: Frame): Later<CompiledTemplate | undefined> {
  const [first, ...rest] = names;
  if (first === undefined) return undefined;
  return after(findTemplate(first, frame), (template) => template ?? firstOf(rest, frame));
}

const NOTHING: Names = { get: () => undefined };

export function executeInclude(node: StatementOf<'include'>, frame: Frame): Later<void> {
  return after(evaluate(node.template, frame), (name) =>
    after(node.ignoreMissing ? findTemplate(name, frame) : loadTemplate(name, frame), (template) => {
      if (template === undefined) return undefined;
      const names = node.withContext ? frame.scope : NOTHING;
      return enter(frame, () =>
        after(template.run(frame.run, names, frame.sink, frame.autoescape), () => undefined),
      );
    }),
  );
}

/** A template that includes itself ends at the limit of depth, not of the stack. */
function enter<T>(frame: Frame, work: () => Later<T>): Later<T> {
  frame.run.meter.enter();
  return Promise.resolve()
    .then(work)
    .finally(() => frame.run.meter.leave());
}

class ImportedModule extends HostObject {
  readonly typeName = 'TemplateModule';
  private readonly exported: ReadonlyMap<string, Value>;
  private readonly output: string;

  constructor(exported: ReadonlyMap<string, Value>, output: string) {
    super();
    this.exported = exported;
    this.output = output;
  }

  attribute(name: string): Value | undefined {
    return this.exported.get(name);
  }

  override text(): string {
    return this.output;
  }
}

function importModule(node: StatementOf<'import' | 'from'>, frame: Frame): Later<ImportedModule> {
  return after(evaluate(node.template, frame), (name) =>
    after(loadTemplate(name, frame), (template) => {
      const sink = new Sink();
      const names = node.withContext ? frame.scope : NOTHING;
      return enter(frame, () =>
        after(
          template.run(frame.run, names, sink, frame.autoescape),
          (exported) => new ImportedModule(exported, sink.joined()),
        ),
      );
    }),
  );
}

export function executeImport(node: StatementOf<'import'>, frame: Frame): Later<void> {
  return after(importModule(node, frame), (module) => {
    frame.scope.set(node.target, module);
    frame.module?.exported.delete(node.target);
  });
}

export function executeFrom(node: StatementOf<'from'>, frame: Frame): Later<void> {
  return after(importModule(node, frame), (module) => {
    for (const { name, alias } of node.names) {
      const value = module.attribute(name);
      const message = `the imported template does not export the requested name '${name}'`;
      frame.scope.set(alias, value === undefined ? new Undefined(name, message) : value);
      frame.module?.exported.delete(alias);
    }
  });
}
