import { after, inOrder, type Later } from '../later.ts';
import { isTrue } from '../python/sequence.ts';
import type { Expression, Statement, Text } from '../syntax/nodes.ts';
import { Fault } from '../templateError.ts';
import { Markup, type Value } from '../value.ts';
import { assign, attributesIn, mayAssign } from './assign.ts';
import { executeBlock, executeExtends } from './blocks.ts';
import { applyFilterChain, evaluate } from './evaluate.ts';
import { type Frame, Scope, Sink } from './frame.ts';
import { executeFrom, executeImport, executeInclude } from './imports.ts';
import { located } from './locate.ts';
import { executeFor } from './loops.ts';
import { defineMacro, executeCallBlock } from './macros.ts';

/** How a body ended: through its end, or by leaving the loop around it. */
export type Flow = 'break' | 'continue' | undefined;

export function executeAll(statements: readonly Statement[], frame: Frame): Later<Flow> {
  for (const [index, statement] of statements.entries()) {
    const flow = execute(statement, frame);
    if (flow instanceof Promise) return finish(flow, statements, index + 1, frame);
    if (flow !== undefined) return flow;
  }
  return undefined;
}

async function finish(
  first: Promise<Flow>,
  statements: readonly Statement[],
  from: number,
  frame: Frame,
): Promise<Flow> {
  let flow = await first;
  for (let index = from; flow === undefined && index < statements.length; index += 1) {
    const statement = statements[index];
    if (statement !== undefined) flow = await execute(statement, frame);
  }
  return flow;
}

function execute(statement: Statement, frame: Frame): Later<Flow> {
  frame.run.meter.spend(1);
  switch (statement.kind) {
    case 'output':
      return after(output(statement.parts, frame), () => undefined);
    case 'for':
      return after(executeFor(statement, frame), () => undefined);
    case 'if':
      return executeIf(statement, frame);
    case 'set':
      return executeSet(statement, frame);
    case 'setBlock':
      return executeSetBlock(statement, frame);
    case 'macro':
      return done(located(frame, statement.at, () => defineMacro(statement, frame)));
    case 'callBlock':
      return done(executeCallBlock(statement, frame));
    case 'filterBlock':
      return done(
        after(capture(statement.body, frame), ({ text, flow }) =>
          after(
            located(frame, statement.at, () =>
              after(applyFilterChain(statement.filter, text, frame), (value) =>
                frame.sink.put(value, frame.autoescape, frame.run.meter),
              ),
            ),
            () => flow,
          ),
        ),
      );
    case 'with':
      return executeWith(statement, frame);
    case 'autoescape':
      return after(
        located(frame, statement.at, () => evaluate(statement.on, frame)),
        (on) =>
          executeAll(statement.body, {
            ...frame,
            autoescape: isTrue(on),
            scope: new Scope(frame.scope),
            module: null,
          }),
      );
    case 'do':
      return done(located(frame, statement.at, () => evaluate(statement.expression, frame)));
    case 'break':
    case 'continue':
      return statement.kind;
    case 'include':
      return done(located(frame, statement.at, () => executeInclude(statement, frame)));
    case 'import':
      return done(located(frame, statement.at, () => executeImport(statement, frame)));
    case 'from':
      return done(located(frame, statement.at, () => executeFrom(statement, frame)));
    case 'extends':
      return done(located(frame, statement.at, () => executeExtends(statement, frame)));
    case 'block':
      return done(executeBlock(statement, frame));
    case 'section':
      return undefined;
  }
}

function done(work: Later<unknown>): Later<undefined> {
  return work instanceof Promise ? work.then(() => undefined) : undefined;
}

function output(parts: readonly (Text | Expression)[], frame: Frame): Later<unknown> {
  // A template that extends another says nothing itself outside its blocks.
  if (frame.module !== null && frame.module.parent !== null) return undefined;
  return inOrder(parts, (part) => {
    if (part.kind === 'text')
      return located(frame, part.at, () => frame.sink.write(part.text, frame.run.meter));
    return located(frame, part.at, () =>
      after(evaluate(part, frame), (value) => {
        frame.run.exact = part.at;
        frame.sink.put(value, frame.autoescape, frame.run.meter);
      }),
    );
  });
}

type StatementOf<Kind extends Statement['kind']> = Extract<Statement, { readonly kind: Kind }>;

function executeIf(statement: StatementOf<'if'>, frame: Frame): Later<Flow> {
  const from = (index: number): Later<Flow> => {
    const branch = statement.branches[index];
    if (branch === undefined) return executeAll(statement.otherwise, frame);
    return after(
      located(frame, branch.at, () => after(evaluate(branch.test, frame), isTrue)),
      (holds) => (holds ? executeAll(branch.body, frame) : from(index + 1)),
    );
  };
  return from(0);
}

/** What a body puts out, as one string. What is set inside stays inside. */
export function capture(
  body: readonly Statement[],
  frame: Frame,
): Later<{ readonly text: string | Markup; readonly flow: Flow }> {
  const sink = new Sink();
  const inner: Frame = { ...frame, sink, scope: new Scope(frame.scope), module: null };
  return after(executeAll(body, inner), (flow) => {
    const text = sink.joined();
    return { text: frame.autoescape ? new Markup(text) : text, flow };
  });
}

function executeSet(statement: StatementOf<'set'>, frame: Frame): Later<Flow> {
  const { target, at } = statement;
  const refused = attributesIn(target).find((name) => !mayAssign(frame, name));
  if (refused !== undefined)
    return located(frame, statement.before, () => {
      frame.run.exact = at;
      throw new Fault('TemplateRuntimeError', 'cannot assign attribute on non-namespace object');
    });
  return done(
    located(frame, at, () =>
      after(evaluate(statement.value, frame), (value) => assign(target, value, frame)),
    ),
  );
}

function executeSetBlock(statement: StatementOf<'setBlock'>, frame: Frame): Later<Flow> {
  return after(capture(statement.body, frame), ({ text, flow }) =>
    after(
      located(frame, statement.at, () =>
        after(statement.filter === null ? text : applyFilterChain(statement.filter, text, frame), (value) =>
          assign(statement.target, value, frame),
        ),
      ),
      () => flow,
    ),
  );
}

function executeWith(statement: StatementOf<'with'>, frame: Frame): Later<Flow> {
  const inner: Frame = { ...frame, scope: new Scope(frame.scope), module: null };
  const bound = inOrder(statement.bindings, ([target, node]) =>
    located(frame, statement.before, () =>
      after(evaluate(node, frame), (value: Value) => assign(target, value, inner)),
    ),
  );
  return after(bound, () => executeAll(statement.body, inner));
}
