import { Dict } from '../dict.ts';
import { after, inOrder, type Later } from '../later.ts';
import { MacroReturn } from '../macroReturn.ts';
import type { FormalNode, MacroNode, Statement, Takes } from '../syntax/nodes.ts';
import { type Position, TemplateError, typeError } from '../templateError.ts';
import { type Arguments, Callable, type CallSite, Markup, Tuple, Undefined, type Value } from '../value.ts';
import { evaluate, evaluateArguments } from './evaluate.ts';
import { executeAll } from './execute.ts';
import { type Frame, type Run, Scope, Sink } from './frame.ts';
import { located } from './locate.ts';
import { Site } from './site.ts';

interface MacroParts {
  readonly name: string;
  readonly formals: readonly FormalNode[];
  readonly body: readonly Statement[];
  readonly takes: Takes;
  readonly at: Position;
  /** A macro with a name ends with a `MacroReturn`; a call block lets it through to the macro around it. */
  readonly returns: boolean;
}

export function defineMacro(node: MacroNode, frame: Frame): void {
  frame.scope.set(node.name, makeMacro({ ...node, returns: true }, frame));
  if (frame.module !== null && !node.name.startsWith('_')) frame.module.exported.add(node.name);
}

function makeMacro(parts: MacroParts, frame: Frame): Callable {
  const { takes } = parts;
  if (
    parts.formals.some(({ name, fallback }) => name === 'caller' && fallback === null) &&
    takes.has('caller')
  )
    throw new TemplateError({
      kind: 'syntax',
      type: 'TemplateAssertionError',
      message: 'the special "caller" argument must be omitted or be given a default',
      template: frame.template,
      at: parts.at,
    });
  const attributes = new Map<string, Value>([
    ['name', parts.name],
    ['arguments', new Tuple(parts.formals.map(({ name }) => name))],
    ['catch_kwargs', takes.has('kwargs')],
    ['catch_varargs', takes.has('varargs')],
    ['caller', takes.has('caller') || parts.formals.some(({ name }) => name === 'caller')],
  ]);
  return new Callable(parts.name, (args, site) => callMacro(parts, takes, args, site, frame), {
    attributes,
    text: `<Macro '${parts.name}'>`,
  });
}

/** The run that called pays for it, also when the macro was defined in another. */
function runOf(site: CallSite, frame: Frame): Run {
  return site instanceof Site ? site.run : frame.run;
}

const STACK_FRESH = 8;

function callMacro(
  parts: MacroParts,
  takes: ReadonlySet<string>,
  args: Arguments,
  site: CallSite,
  defined: Frame,
): Later<Value> {
  const run = runOf(site, defined);
  const sink = new Sink();
  const scope = new Scope(defined.scope);
  const frame: Frame = { ...defined, run, sink, scope, module: null, autoescape: site.autoescape };
  const defaults = bindFormals(parts, takes, args, scope);
  const depth = run.meter.enter();
  const body = () => after(fillDefaults(defaults, parts.at, frame), () => executeAll(parts.body, frame));
  // A fresh stack now and then: recursion is bounded by the limit of depth, never by the machine's stack.
  const work = depth % STACK_FRESH === 0 ? () => Promise.resolve().then(body) : body;
  return after(guarded(work, run, parts.returns), (ended) => {
    if (ended instanceof MacroReturn) return ended.value;
    return site.autoescape ? new Markup(sink.joined()) : sink.joined();
  });
}

/** Runs the body, leaves the depth whatever happens, and catches what ends the macro early. */
function guarded(work: () => Later<unknown>, run: Run, returns: boolean): Later<unknown> {
  const caught = (thrown: unknown): MacroReturn => {
    run.meter.leave();
    if (returns && thrown instanceof MacroReturn) return thrown;
    throw thrown;
  };
  const left = (result: unknown) => {
    run.meter.leave();
    return result;
  };
  let result: Later<unknown>;
  try {
    result = work();
  } catch (thrown) {
    return caught(thrown);
  }
  return result instanceof Promise ? result.then(left, caught) : left(result);
}

/** Lays the arguments onto the parameters, and answers those whose defaults are wanted. */
function bindFormals(
  { name, formals }: MacroParts,
  takes: ReadonlySet<string>,
  { positional, named }: Arguments,
  scope: Scope,
): FormalNode[] {
  const rest = new Map(named);
  const missing: FormalNode[] = [];
  for (const [index, formal] of formals.entries()) {
    const given = index < positional.length ? positional[index] : rest.get(formal.name);
    if (index < positional.length && rest.has(formal.name))
      throw typeError(`macro '${name}' got multiple values for argument '${formal.name}'`);
    rest.delete(formal.name);
    scope.set(
      formal.name,
      given === undefined ? new Undefined(formal.name, `parameter '${formal.name}' was not provided`) : given,
    );
    if (given === undefined && formal.fallback !== null) missing.push(formal);
  }
  if (takes.has('caller') && !formals.some((formal) => formal.name === 'caller')) {
    scope.set('caller', rest.get('caller') ?? new Undefined('caller', 'No caller defined'));
    rest.delete('caller');
  }
  if (takes.has('kwargs')) scope.set('kwargs', new Dict(rest));
  else if (rest.size > 0) {
    const [first = ''] = rest.keys();
    throw typeError(
      first === 'caller'
        ? `macro '${name}' was invoked with two values for the special caller argument, or takes none`
        : `macro '${name}' takes no keyword argument '${first}'`,
    );
  }
  const extra = positional.slice(formals.length);
  if (takes.has('varargs')) scope.set('varargs', new Tuple(extra));
  else if (extra.length > 0)
    throw typeError(`macro '${name}' takes not more than ${formals.length} argument(s)`);
  return missing;
}

function fillDefaults(formals: readonly FormalNode[], at: Position, frame: Frame): Later<unknown> {
  return inOrder(formals, ({ name, fallback }) => {
    if (fallback === null) return undefined;
    return located(frame, at, () =>
      after(evaluate(fallback, frame), (value) => frame.scope.set(name, value)),
    );
  });
}

export function executeCallBlock(
  node: Extract<Statement, { readonly kind: 'callBlock' }>,
  frame: Frame,
): Later<unknown> {
  const { call } = node;
  return located(frame, node.at, () => {
    const caller = makeMacro({ ...node, name: 'caller', returns: false }, frame);
    return after(evaluate(call.callee, frame), (callee) =>
      after(evaluateArguments(call.args, frame), ({ positional, named }) => {
        if (named.has('caller'))
          throw typeError("keyword argument 'caller' is given by the call block itself");
        frame.run.exact = call.at;
        const withCaller = new Map(named).set('caller', caller);
        return after(new Site(frame, call.at).call(callee, positional, withCaller), (value) =>
          frame.sink.put(value, frame.autoescape, frame.run.meter),
        );
      }),
    );
  });
}
