import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

export interface Order {
  readonly user: string;
  readonly month: string;
  readonly product: string;
  readonly category: string;
  readonly state: string;
  readonly quantity: number;
  readonly revenue: number;
}

/** The orders of files as a person would count them, without SQL: the last line for a person, day and product holds. */
export function ordersOf(files: readonly string[]): readonly Order[] {
  const orders = new Map<string, Order>();
  for (const file of files) {
    const lines = parse(readFileSync(file), { from_line: 2 }) as string[][];
    for (const [
      day = '',
      price = '',
      quantity = '',
      state = '',
      title = '',
      code = '',
      category = '',
      user = '',
    ] of lines) {
      const product = code.trim().toUpperCase() || `NO CODE ${title}`;
      const count = Number(quantity);
      orders.set(`${user} ${day} ${product}`, {
        user,
        month: day.slice(0, 7),
        product,
        category: category.trim().toUpperCase() || 'UNKNOWN',
        state: state.trim().toUpperCase() || 'UNKNOWN',
        quantity: count,
        revenue: count * Math.round(Number(price) * 100),
      });
    }
  }
  return [...orders.values()];
}

/** Orders, units, people and revenue of each group, as one text a group, sorted. */
export function sums(orders: readonly Order[], group: (order: Order) => string): readonly string[] {
  const groups = new Map<string, { orders: number; units: number; users: Set<string>; revenue: number }>();
  for (const order of orders) {
    const key = group(order);
    const sum = groups.get(key) ?? { orders: 0, units: 0, users: new Set(), revenue: 0 };
    sum.orders += 1;
    sum.units += order.quantity;
    sum.users.add(order.user);
    sum.revenue += order.revenue;
    groups.set(key, sum);
  }
  return [...groups]
    .map(([key, sum]) => [key, sum.orders, sum.units, sum.users.size, sum.revenue].join(' | '))
    .sort();
}

/** Cohort, months since, people of the cohort, people active. */
export function retention(orders: readonly Order[]): readonly string[] {
  const months = new Map<string, Set<number>>();
  for (const { user, month } of orders) {
    const [year = 0, number = 0] = month.split('-').map(Number);
    months.set(user, (months.get(user) ?? new Set()).add(year * 12 + number - 1));
  }
  const sizes = new Map<number, number>();
  const active = new Map<string, number>();
  for (const ordered of months.values()) {
    const cohort = Math.min(...ordered);
    sizes.set(cohort, (sizes.get(cohort) ?? 0) + 1);
    for (const month of ordered) {
      const key = `${cohort} ${month - cohort}`;
      active.set(key, (active.get(key) ?? 0) + 1);
    }
  }
  return [...active]
    .map(([key, count]) => {
      const [cohort = 0, since = 0] = key.split(' ').map(Number);
      const named = Math.floor(cohort / 12) * 100 + (cohort % 12) + 1;
      return [named, since, sizes.get(cohort), count].join(' | ');
    })
    .sort();
}

/** Product and revenue of the fifty best. */
export function best(orders: readonly Order[]): readonly string[] {
  const revenue = new Map<string, number>();
  for (const order of orders) revenue.set(order.product, (revenue.get(order.product) ?? 0) + order.revenue);
  return [...revenue]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, 50)
    .map(([product, sum], place) => `${place + 1} | ${product} | ${sum}`)
    .sort();
}
