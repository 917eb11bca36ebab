import { after, type Later } from '../later.ts';
import { kept, pulling } from '../python/generator.ts';
import { isTrue, iterate, lengthOf } from '../python/sequence.ts';
import type { ForNode } from '../syntax/nodes.ts';
import { type CallSite, Markup, Once, type Value } from '../value.ts';
import { assign } from './assign.ts';
import { evaluate } from './evaluate.ts';
import { executeAll, type Flow } from './execute.ts';
import { type Frame, Scope, Sink } from './frame.ts';
import { located } from './locate.ts';
import { LoopState } from './loopState.ts';
import { Site } from './site.ts';

export function executeFor(node: ForNode, frame: Frame): Later<void> {
  return after(
    located(frame, node.at, () => evaluate(node.iterated, frame)),
    (iterated) => runLoop(node, iterated, frame, 1),
  );
}

function runLoop(node: ForNode, iterated: Value, frame: Frame, depth: number): Later<void> {
  const loop: LoopState = located(frame, node.at, () => begin(node, iterated, frame, depth)) as LoopState;
  return after(eachItem(node, loop, frame), () => {
    if (loop.completed) return undefined;
    const inner: Frame = { ...frame, scope: new Scope(frame.scope), module: null };
    return after(executeAll(node.otherwise, inner), () => undefined);
  });
}

function begin(node: ForNode, iterated: Value, frame: Frame, depth: number): LoopState {
  // Asked here, so that what can't be gone through fails before anything else.
  if (!(iterated instanceof Once)) iterate(iterated);
  const source = pulling(iterated, frame.run.meter);
  const passes = node.test === null ? undefined : passing(node, frame);
  const again = node.recursive
    ? (inner: Value, site: CallSite) =>
        recurse(node, inner, site instanceof Site ? site.frame : frame, frame, depth)
    : undefined;
  const length =
    passes === undefined && !(iterated instanceof Once) ? () => lengthOf(iterated) : () => undefined;
  const { pull } = passes === undefined ? { pull: source } : kept(source, passes);
  return new LoopState({ pull, length, again, depth, budget: frame.run.meter });
}

/** The `if` of a loop, asked for each item when it is the item's turn. It sees the item, and not `loop`. */
function passing(node: ForNode, frame: Frame): (item: Value) => Later<boolean> {
  return (item) => {
    const scope = new Scope(frame.scope);
    const inner: Frame = { ...frame, scope, module: null };
    const { test } = node;
    if (test === null) return true;
    return after(
      located(frame, node.at, () => assign(node.target, item, inner)),
      () => located(frame, test.at, () => after(evaluate(test, inner), isTrue)),
    );
  };
}

function eachItem(node: ForNode, loop: LoopState, frame: Frame): Later<void> {
  for (;;) {
    const more = step(node, loop, frame);
    if (more instanceof Promise) return finish(more, node, loop, frame);
    if (!more) return undefined;
  }
}

async function finish(first: Promise<boolean>, node: ForNode, loop: LoopState, frame: Frame): Promise<void> {
  let more = await first;
  while (more) more = await step(node, loop, frame);
}

/** One round; false when there was no item, or the loop was left. */
function step(node: ForNode, loop: LoopState, frame: Frame): Later<boolean> {
  const inner: Frame = { ...frame, scope: new Scope(frame.scope), module: null };
  const begun = located(frame, node.at, () =>
    after(loop.advance(), (item) => {
      if (item === undefined) return false;
      frame.run.meter.spend(1);
      inner.scope.set('loop', loop);
      assign(node.target, item, inner);
      return true;
    }),
  );
  return after(begun, (there) => {
    if (!there) return false;
    return after(executeAll(node.body, inner), (flow: Flow) => {
      loop.completed ||= flow === undefined;
      return flow !== 'break';
    });
  });
}

/** `loop(items)`: the same body over other items, as text. */
function recurse(node: ForNode, items: Value, caller: Frame, frame: Frame, depth: number): Later<Value> {
  const { meter } = frame.run;
  meter.enter();
  const sink = new Sink();
  const rendered = () =>
    after(runLoop(node, items, { ...frame, sink }, depth + 1), () => {
      meter.leave();
      return caller.autoescape ? new Markup(sink.joined()) : sink.joined();
    });
  // A fresh stack now and then: recursion is bounded by the limit of depth, never by the machine's stack.
  return depth % STACK_FRESH === 0 ? Promise.resolve().then(rendered) : rendered();
}

const STACK_FRESH = 8;
