import { after, type Later } from '../later.ts';
import { type Budget, Once, type Pull, type Value } from '../value.ts';
import { iterate } from './sequence.ts';

/** The values of anything that can be gone through. Whether it can is found out when the first is asked for. */
export function pulling(value: Value, budget: Budget): Pull {
  if (value instanceof Once) return value.pull;
  let iterator: Iterator<Value> | undefined;
  return () => {
    iterator ??= iterate(value)[Symbol.iterator]();
    budget.spend(1);
    const step = iterator.next();
    return step.done === true ? undefined : step.value;
  };
}

/** All values, each of them counted. */
export function collect(value: Value, budget: Budget): Later<Value[]> {
  const items: Value[] = [];
  if (!(value instanceof Once)) {
    for (const item of iterate(value)) {
      budget.spend(1);
      items.push(item);
    }
    budget.fit(items.length);
    return items;
  }
  const { pull } = value;
  for (let item = pull(); item !== undefined; item = pull()) {
    if (item instanceof Promise) return collectLater(item, pull, items, budget);
    keep(item, items, budget);
  }
  return items;
}

async function collectLater(
  first: Promise<Value | undefined>,
  pull: Pull,
  items: Value[],
  budget: Budget,
): Promise<Value[]> {
  for (let item = await first; item !== undefined; item = await pull()) keep(item, items, budget);
  return items;
}

function keep(item: Value, items: Value[], budget: Budget): void {
  budget.spend(1);
  items.push(item);
  budget.fit(items.length);
}

export function mapped(pull: Pull, change: (item: Value) => Later<Value>): Once {
  return new Once(() => after(pull(), (item) => (item === undefined ? undefined : change(item))));
}

interface Judged {
  readonly item: Value | undefined;
  readonly holds: boolean;
}

/** Only the values that hold. */
export function kept(pull: Pull, holds: (item: Value) => Later<boolean>): Once {
  const judge = (item: Value | undefined): Later<Judged> =>
    item === undefined ? { item, holds: true } : after(holds(item), (verdict) => ({ item, holds: verdict }));
  const next: Pull = () => {
    for (;;) {
      const judged = after(pull(), judge);
      if (judged instanceof Promise) return judged.then((found) => (found.holds ? found.item : next()));
      if (judged.holds) return judged.item;
    }
  };
  return new Once(next);
}
