import { Dict } from '../dict.ts';
import { after, inOrder, type Later } from '../later.ts';
import { contains, equal, ordered } from '../python/compare.ts';
import { cost } from '../python/cost.ts';
import { binary, concatenate, negate, posit } from '../python/operators.ts';
import { isTrue, iterate } from '../python/sequence.ts';
import { slice } from '../python/slice.ts';
import { stringOf } from '../python/text.ts';
import { typeName } from '../python/typeName.ts';
import type { CallArguments, CompareSign, Expression } from '../syntax/nodes.ts';
import { typeError } from '../templateError.ts';
import { type Budget, Tuple, Undefined, type Value } from '../value.ts';
import { readAttribute, readItem } from './access.ts';
import { type Frame, resolve } from './frame.ts';
import { Site } from './site.ts';

/** What an expression stands for. Right before a step that can fail, the run is told where it stands. */
export function evaluate(node: Expression, frame: Frame): Later<Value> {
  frame.run.meter.spend(1);
  switch (node.kind) {
    case 'constant':
      return node.value;
    case 'name':
      return resolve(frame, node.name);
    case 'tuple':
      return after(evaluateAll(node.items, frame), (items) => new Tuple(items));
    case 'list':
      return evaluateAll(node.items, frame);
    case 'dict':
      return evaluateDict(node, frame);
    case 'condition':
      return after(evaluate(node.test, frame), (test) => {
        if (isTrue(test)) return evaluate(node.yes, frame);
        if (node.no !== null) return evaluate(node.no, frame);
        return new Undefined(
          'if',
          `the inline if-expression on line ${node.at.line} evaluated to false and no else section was defined.`,
        );
      });
    case 'and':
      return after(evaluate(node.left, frame), (left) => (isTrue(left) ? evaluate(node.right, frame) : left));
    case 'or':
      return after(evaluate(node.left, frame), (left) => (isTrue(left) ? left : evaluate(node.right, frame)));
    case 'not':
      return after(evaluate(node.operand, frame), (operand) => !isTrue(operand));
    case 'negate':
      return after(evaluate(node.operand, frame), (operand) => at(frame, node, () => negate(operand)));
    case 'posit':
      return after(evaluate(node.operand, frame), (operand) => at(frame, node, () => posit(operand)));
    case 'compare':
      return evaluateComparison(node, frame);
    case 'binary':
      return after(evaluate(node.left, frame), (left) =>
        after(evaluate(node.right, frame), (right) =>
          at(frame, node, () => binary(node.operator, left, right, frame.run.meter)),
        ),
      );
    case 'concat':
      return after(evaluateAll(node.parts, frame), (parts) =>
        at(frame, node, () => concatenate(parts, frame.autoescape, frame.run.meter)),
      );
    case 'attribute':
      return after(evaluate(node.owner, frame), (owner) =>
        at(frame, node, () => readAttribute(owner, node.name)),
      );
    case 'item':
      return after(evaluate(node.owner, frame), (owner) =>
        after(evaluate(node.key, frame), (key) =>
          at(frame, node, () => {
            if (typeof owner === 'string') frame.run.meter.spend(cost(owner) / 16);
            return readItem(owner, key);
          }),
        ),
      );
    case 'slice':
      return evaluateSlice(node, frame);
    case 'filter':
      return node.subject === null
        ? new Undefined('block')
        : after(evaluate(node.subject, frame), (value) => applyFilter(node, value, frame));
    case 'test':
      return after(evaluate(node.subject, frame), (subject) =>
        after(evaluateArguments(node.args, frame), ({ positional, named }) =>
          at(frame, node, () => new Site(frame, node.at).test(node.name, subject, positional, named)),
        ),
      );
    case 'call':
      return after(evaluate(node.callee, frame), (callee) =>
        after(evaluateArguments(node.args, frame), ({ positional, named }) =>
          at(frame, node, () => new Site(frame, node.at).call(callee, positional, named)),
        ),
      );
  }
}

function at<T>(frame: Frame, node: Expression, step: () => T): T {
  frame.run.exact = node.at;
  return step();
}

function evaluateAll(nodes: readonly Expression[], frame: Frame): Later<Value[]> {
  return inOrder(nodes, (node) => evaluate(node, frame));
}

type NodeOf<Kind extends Expression['kind']> = Extract<Expression, { readonly kind: Kind }>;

function evaluateDict(node: NodeOf<'dict'>, frame: Frame): Later<Value> {
  const dict = new Dict();
  const filled = inOrder(node.pairs, ([key, value]) =>
    after(evaluate(key, frame), (made) =>
      after(evaluate(value, frame), (held) => at(frame, node, () => dict.set(made, held))),
    ),
  );
  return after(filled, () => dict);
}

function evaluateComparison(node: NodeOf<'compare'>, frame: Frame): Later<Value> {
  const step = (left: Value, index: number): Later<Value> => {
    const next = node.rest[index];
    if (next === undefined) return true;
    return after(evaluate(next.operand, frame), (right) => {
      const holds = at(frame, node, () => compare(next.sign, left, right, frame.run.meter));
      return holds ? step(right, index + 1) : false;
    });
  };
  return after(evaluate(node.first, frame), (first) => step(first, 0));
}

function compare(sign: CompareSign, left: Value, right: Value, budget: Budget): boolean {
  if (sign === '==') return equal(left, right, budget);
  if (sign === '!=') return !equal(left, right, budget);
  if (sign === 'in') return contains(right, left, budget);
  if (sign === 'not in') return !contains(right, left, budget);
  return ordered(sign, left, right, budget);
}

function evaluateSlice(node: NodeOf<'slice'>, frame: Frame): Later<Value> {
  return after(evaluate(node.owner, frame), (owner) =>
    after(
      inOrder(node.bounds, (bound) => (bound === null ? null : evaluate(bound, frame))),
      ([start = null, stop = null, step = null]) =>
        at(frame, node, () => slice(owner, { start, stop, step }, frame.run.meter)),
    ),
  );
}

/** Filters a value, or a block's text when the chain begins with the block. */
export function applyFilterChain(node: Expression, block: Value, frame: Frame): Later<Value> {
  if (node.kind !== 'filter') return evaluate(node, frame);
  const subject = node.subject === null ? block : applyFilterChain(node.subject, block, frame);
  return after(subject, (value) => applyFilter(node, value, frame));
}

function applyFilter(node: NodeOf<'filter'>, value: Value, frame: Frame): Later<Value> {
  return after(evaluateArguments(node.args, frame), ({ positional, named }) =>
    at(frame, node, () => new Site(frame, node.at).filter(node.name, value, positional, named)),
  );
}

interface Evaluated {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
}

const NONE: Evaluated = { positional: [], named: new Map() };

export function evaluateArguments(args: CallArguments, frame: Frame): Later<Evaluated> {
  if (args.positional.length + args.named.length === 0 && args.star === null && args.doubleStar === null)
    return NONE;
  return after(evaluateAll(args.positional, frame), (plain) =>
    after(args.star === null ? null : evaluate(args.star, frame), (star) =>
      after(evaluateNamed(args, frame), (named) => ({
        positional: args.star === null ? plain : spread(plain, star, frame.run.meter),
        named,
      })),
    ),
  );
}

function spread(plain: readonly Value[], star: Value, budget: Budget): Value[] {
  const all = [...plain];
  for (const item of iterate(star)) {
    budget.spend(1);
    all.push(item);
  }
  return all;
}

function evaluateNamed(args: CallArguments, frame: Frame): Later<ReadonlyMap<string, Value>> {
  const named = new Map<string, Value>();
  const filled = inOrder(args.named, ([name, node]) => {
    if (named.has(name)) throw typeError(`keyword argument repeated: ${name}`);
    return after(evaluate(node, frame), (value) => void named.set(name, value));
  });
  return after(filled, () => {
    if (args.doubleStar === null) return named;
    return after(evaluate(args.doubleStar, frame), (mapping) => {
      if (!(mapping instanceof Dict))
        throw typeError(`argument after ** must be a mapping, not ${typeName(mapping)}`);
      for (const [key, value] of mapping.entries()) {
        const name = stringOf(key);
        if (name === undefined) throw typeError('keywords must be strings');
        if (named.has(name)) throw typeError(`got multiple values for keyword argument '${name}'`);
        named.set(name, value);
      }
      return named;
    });
  });
}
