import { after } from '../../../jinja/later.ts';
import { numberOf } from '../../../jinja/python/datetime/duration.ts';
import { iterate } from '../../../jinja/python/sequence.ts';
import { Fault } from '../../../jinja/templateError.ts';
import { type Arguments, Callable, type CallSite, Once, Tuple, type Value } from '../../../jinja/value.ts';
import { Namespace } from '../../project/render/callable.ts';
import { listed } from '../../project/render/commonNames.ts';

type Body = (args: Arguments, site: CallSite) => Iterable<Value>;

/** `modules.itertools`. What goes on without end works a value out only when it is asked for. */
export function itertoolsModule(): Namespace {
  return new Namespace('module itertools', (name) => {
    const body = BODIES[name];
    if (body === undefined) return name === 'starmap' ? starmap : undefined;
    return new Callable(name, (args, site) => Once.of(counted(body(args, site), site)), {
      attributes: name === 'chain' ? new Map([['from_iterable', fromIterable]]) : new Map(),
    });
  });
}

/** The work of making a value is counted as the making of a loop's round is. */
function* counted(values: Iterable<Value>, site: CallSite): Generator<Value> {
  for (const value of values) {
    site.budget.spend(1);
    yield value;
  }
}

const fromIterable = new Callable('from_iterable', ({ positional }) =>
  Once.of(list(positional[0]).flatMap((one) => [...list(one)])),
);

const starmap = new Callable('starmap', ({ positional }, site) => {
  const [callee = null, rows] = positional;
  const iterator = list(rows)[Symbol.iterator]();
  return new Once(() => {
    const step = iterator.next();
    return step.done === true ? undefined : after(site.call(callee, list(step.value)), (value) => value);
  });
});

const BODIES: Readonly<Record<string, Body>> = {
  *chain({ positional }) {
    for (const one of positional) yield* list(one);
  },
  *product({ positional, named }) {
    const times = numberOf(named.get('repeat') ?? 1) ?? 1;
    const once = positional.map(list);
    yield* products(Array.from({ length: times }, () => once).flat(), []);
  },
  *permutations({ positional, named }) {
    const all = list(positional[0]);
    yield* choices(
      all,
      sizeOf(positional[1] ?? named.get('r'), all.length),
      [],
      (at, used) => !used.includes(at),
    );
  },
  *combinations({ positional, named }) {
    const all = list(positional[0]);
    yield* choices(
      all,
      sizeOf(positional[1] ?? named.get('r'), 0),
      [],
      (at, used) => at > (used.at(-1) ?? -1),
    );
  },
  *combinations_with_replacement({ positional, named }) {
    const all = list(positional[0]);
    yield* choices(
      all,
      sizeOf(positional[1] ?? named.get('r'), 0),
      [],
      (at, used) => at >= (used.at(-1) ?? 0),
    );
  },
  *zip_longest({ positional, named }) {
    const lists = positional.map(list);
    const filler = named.get('fillvalue') ?? null;
    const longest = Math.max(0, ...lists.map((one) => one.length));
    for (let at = 0; at < longest; at += 1) yield new Tuple(lists.map((one) => one[at] ?? filler));
  },
  *accumulate({ positional }) {
    let total: number | undefined;
    for (const one of list(positional[0])) {
      const next = numberOf(one);
      if (next === undefined || positional.length > 1)
        throw new Fault('TypeError', 'accumulate() adds numbers up, and takes no function here');
      total = (total ?? 0) + next;
      yield total;
    }
  },
  *compress({ positional }) {
    const kept = list(positional[1]);
    for (const [at, one] of list(positional[0]).entries()) if (isTrue(kept[at])) yield one;
  },
  *islice({ positional }) {
    const [from, to] =
      positional.length > 2 ? [numberOf(positional[1] ?? 0) ?? 0, positional[2]] : [0, positional[1]];
    const step = numberOf(positional[3] ?? 1) ?? 1;
    const end = numberOf(to ?? null) ?? Number.POSITIVE_INFINITY;
    let at = 0;
    if (end <= from) return;
    for (const one of oneByOne(positional[0])) {
      if (at >= from && (at - from) % step === 0) yield one;
      at += 1;
      if (at >= end) return;
    }
  },
  *count({ positional, named }) {
    const step = numberOf(positional[1] ?? named.get('step') ?? 1) ?? 1;
    for (let at = numberOf(positional[0] ?? named.get('start') ?? 0) ?? 0; ; at += step) yield at;
  },
  *cycle({ positional }) {
    const all = list(positional[0]);
    while (all.length > 0) yield* all;
  },
  *repeat({ positional, named }) {
    const times = numberOf(positional[1] ?? named.get('times') ?? null) ?? Number.POSITIVE_INFINITY;
    for (let at = 0; at < times; at += 1) yield positional[0] ?? null;
  },
};

function* products(lists: readonly (readonly Value[])[], before: readonly Value[]): Generator<Value> {
  const [first, ...rest] = lists;
  if (first === undefined) yield new Tuple(before);
  else for (const one of first) yield* products(rest, [...before, one]);
}

function* choices(
  all: readonly Value[],
  size: number,
  used: readonly number[],
  fits: (at: number, used: readonly number[]) => boolean,
): Generator<Value> {
  if (used.length === size) {
    yield new Tuple(used.map((at) => all[at] ?? null));
    return;
  }
  for (let at = 0; at < all.length; at += 1)
    if (fits(at, used)) yield* choices(all, size, [...used, at], fits);
}

function sizeOf(value: Value | undefined, other: number): number {
  return value === undefined || value === null ? other : (numberOf(value) ?? other);
}

function isTrue(value: Value | undefined): boolean {
  return value !== undefined && value !== null && value !== false && value !== 0 && value !== '';
}

/** Without working out what nobody asks for: a count has no end. */
function oneByOne(value: Value | undefined): Iterable<Value> {
  return value instanceof Once ? iterate(value) : list(value);
}

function list(value: Value | undefined): readonly Value[] {
  const found = value === undefined ? null : listed(value);
  if (found === null) throw new Fault('TypeError', 'itertools takes lists');
  return found;
}
