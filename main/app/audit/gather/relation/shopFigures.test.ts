import { expect, it } from 'vitest';
import type { Column } from '../../../../../shared/domain/column.ts';
import { shopFigures } from './shopFigures.ts';

const euros = { currency: 'EUR', digits: 2 };

it('reckons what a shop looks at from the columns there are, minor units as units', () => {
  const columns = [
    ...['revenue_minor', 'cost_minor', 'orders', 'units', 'sessions', 'customers', 'returning_customers'],
  ].map((name): Column => ({ name, type: { kind: 'integer' }, nullable: false }));
  const figures = new Map(shopFigures(columns, euros).map(({ id, measure }) => [id, measure]));
  const sum = (column: string) => ({ is: 'sum', column });
  const units = (column: string) => ({
    ...{ is: 'ratio', over: sum(column), under: { is: 'constant', value: 100 } },
  });
  expect([...figures.keys()]).toEqual([...['revenue', 'aov', 'price', 'margin', 'conversion', 'retention']]);
  expect(figures.get('aov')).toEqual({ is: 'ratio', over: units('revenue_minor'), under: sum('orders') });
  expect(figures.get('margin')).toEqual({
    ...{ is: 'ratio', over: units('revenue_minor'), minus: units('cost_minor') },
    under: units('revenue_minor'),
  });
  expect(figures.get('retention')).toEqual({
    ...{ is: 'ratio', over: sum('returning_customers'), under: sum('customers') },
  });
});

it('takes no text for an amount, and says nothing of what isn’t there', () => {
  const columns: Column[] = [
    { name: 'revenue', type: { kind: 'text' }, nullable: true },
    { name: 'orders', type: { kind: 'integer' }, nullable: true },
  ];
  expect(shopFigures(columns, euros)).toEqual([]);
});
