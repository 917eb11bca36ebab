import { after, type Later } from '../later.ts';
import { cost } from '../python/cost.ts';
import { undefinedFault } from '../python/faults.ts';
import { typeName } from '../python/typeName.ts';
import { Fault, type Position, typeError } from '../templateError.ts';
import { type Budget, Callable, type CallSite, HostObject, Undefined, type Value } from '../value.ts';
import { type Frame, type Run, resolve } from './frame.ts';

const NOTHING_NAMED: ReadonlyMap<string, Value> = new Map();

/** A call as the callee sees it. */
export class Site implements CallSite {
  readonly frame: Frame;
  readonly line: number;
  readonly column: number;

  constructor(frame: Frame, at: Position) {
    this.frame = frame;
    this.line = at.line;
    this.column = at.column;
  }

  get run(): Run {
    return this.frame.run;
  }

  get template(): string {
    return this.frame.template;
  }

  get autoescape(): boolean {
    return this.frame.autoescape;
  }

  get budget(): Budget {
    return this.frame.run.meter;
  }

  resolve(name: string): Value {
    return resolve(this.frame, name);
  }

  call(callee: Value, positional: readonly Value[], named = NOTHING_NAMED): Later<Value> {
    this.budget.spend(1);
    const args = { positional, named };
    const called = invoke(callee, args, this);
    if (!(called instanceof Promise)) return called;
    // Whatever was waited for may have taken long, or may no longer be wanted.
    return called.then((value) => {
      this.run.exact = this;
      this.run.meter.checkTime();
      this.run.signal?.throwIfAborted();
      return value;
    });
  }

  filter(name: string, value: Value, positional: readonly Value[], named = NOTHING_NAMED): Later<Value> {
    this.budget.spend(1 + cost(value));
    const filter = this.run.engine.filters.get(name);
    if (filter === undefined) throw new Fault('TemplateRuntimeError', `No filter named '${name}'.`);
    return filter(value, { positional, named }, this);
  }

  test(name: string, value: Value, positional: readonly Value[], named = NOTHING_NAMED): Later<boolean> {
    this.budget.spend(1 + cost(value));
    const test = this.run.engine.tests.get(name);
    if (test === undefined) throw new Fault('TemplateRuntimeError', `No test named '${name}'.`);
    return after(test(value, { positional, named }, this), Boolean);
  }
}

function invoke(
  callee: Value,
  args: { positional: readonly Value[]; named: ReadonlyMap<string, Value> },
  site: Site,
) {
  if (callee instanceof Callable) return callee.invoke(args, site);
  if (callee instanceof HostObject && callee.call !== undefined) return callee.call(args, site);
  if (callee instanceof Undefined) throw undefinedFault(callee);
  throw typeError(`'${typeName(callee)}' object is not callable`);
}
