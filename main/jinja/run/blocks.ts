import type { CompiledTemplate } from '../compiledTemplate.ts';
import { after, type Later } from '../later.ts';
import type { BlockNode, Statement } from '../syntax/nodes.ts';
import { Fault } from '../templateError.ts';
import { Callable, HostObject, Markup, type Value } from '../value.ts';
import { evaluate } from './evaluate.ts';
import { executeAll } from './execute.ts';
import { type BlockVersion, type Frame, type Inheritance, Scope, Sink } from './frame.ts';
import { loadTemplate } from './imports.ts';
import { located } from './locate.ts';

/** Blocks are drawn where the outermost template has them, in the version of the outermost child. */
export function executeBlock(node: BlockNode, frame: Frame): Later<void> {
  if (frame.module !== null && frame.module.parent !== null) return undefined;
  const [version] = frame.inheritance.blocks.get(node.name) ?? [];
  if (version === undefined) return undefined;
  const scope = new Scope(node.scoped ? frame.scope : frame.inheritance.root);
  return located(frame, node.at, () => {
    if (node.required && version.node === node)
      throw new Fault('TemplateRuntimeError', `Required block '${node.name}' not found`);
    return renderVersion(node.name, 0, { ...frame, scope });
  });
}

function renderVersion(name: string, index: number, frame: Frame): Later<void> {
  const version = frame.inheritance.blocks.get(name)?.[index];
  if (version === undefined) return undefined;
  const scope = new Scope(frame.scope);
  const inner: Frame = { ...frame, scope, template: version.template, module: null };
  scope.set('super', new SuperBlock(name, index + 1, frame));
  scope.set('self', new SelfBlocks(frame));
  const depth = frame.run.meter.enter();
  const body = () => executeAll(version.node.body, inner);
  const done = depth % STACK_FRESH === 0 ? Promise.resolve().then(body) : body();
  return after(done, () => frame.run.meter.leave());
}

const STACK_FRESH = 8;

function asText(name: string, index: number, frame: Frame): Later<Value> {
  const sink = new Sink();
  return after(renderVersion(name, index, { ...frame, sink }), () =>
    frame.autoescape ? new Markup(sink.joined()) : sink.joined(),
  );
}

/** `super()`: the same block, one template further up. */
class SuperBlock extends HostObject {
  readonly typeName = 'BlockReference';
  private readonly name: string;
  private readonly index: number;
  private readonly frame: Frame;

  constructor(name: string, index: number, frame: Frame) {
    super();
    this.name = name;
    this.index = index;
    this.frame = frame;
  }

  attribute(name: string): Value | undefined {
    return name === 'super' ? new SuperBlock(this.name, this.index + 1, this.frame) : undefined;
  }

  override call(): Later<Value> {
    if (this.frame.inheritance.blocks.get(this.name)?.[this.index] === undefined)
      throw new Fault('UndefinedError', `there is no parent block called '${this.name}'.`);
    return asText(this.name, this.index, this.frame);
  }
}

/** `self.name()`: any block of the template. */
export class SelfBlocks extends HostObject {
  readonly typeName = 'TemplateReference';
  private readonly frame: Frame;

  constructor(frame: Frame) {
    super();
    this.frame = frame;
  }

  attribute(name: string): Value | undefined {
    if (!this.frame.inheritance.blocks.has(name)) return undefined;
    const frame: Frame = { ...this.frame, scope: new Scope(this.frame.inheritance.root) };
    return new Callable(name, () => asText(name, 0, frame));
  }

  override text(): string {
    return `<TemplateReference '${this.frame.template}'>`;
  }
}

export function executeExtends(
  node: Extract<Statement, { readonly kind: 'extends' }>,
  frame: Frame,
): Later<void> {
  const { module } = frame;
  if (module === null) throw new Fault('TemplateRuntimeError', 'extends is only allowed at the top level');
  if (module.parent !== null) throw new Fault('TemplateRuntimeError', 'extended multiple times');
  return after(evaluate(node.template, frame), (name) =>
    after(loadTemplate(name, frame), (parent) => {
      addBlocks(parent, frame.inheritance);
      module.parent = parent;
    }),
  );
}

/** Behind the versions of the templates that extend this one. */
export function addBlocks(template: CompiledTemplate, { blocks }: Inheritance): void {
  for (const node of template.blocks) {
    const version: BlockVersion = { template: template.name, node };
    blocks.set(node.name, [...(blocks.get(node.name) ?? []), version]);
  }
}
