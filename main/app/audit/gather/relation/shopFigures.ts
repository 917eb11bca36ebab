import type { Column } from '../../../../../shared/domain/column.ts';
import type { Measure } from '../../../../audit/packages/material/common.ts';
import type { NumberFormat } from '../../../../audit/workbook/cell.ts';
import { isFigure } from './columnTotals.ts';

export interface ShopFigure {
  readonly id: string;
  readonly title: string;
  readonly definition: string;
  readonly measure: Measure;
  readonly format: NumberFormat;
}

const REVENUE =
  /^(revenue|net_revenue|gross_revenue|sales_amount|net_sales|order_total|total_amount)(_minor)?$/;
const COST = /^(cost|costs|cogs|total_cost|cost_of_goods)(_minor)?$/;
const ORDERS = /^(orders|order_count|orders_count)$/;
const UNITS = /^(units|quantity|qty|units_sold)$/;
const VISITS = /^(sessions|visits|page_views)$/;
const BUYERS = /^(customers|buyers|customer_count)$/;
const AGAIN = /^(returning|repeat|retained)_(customers|buyers)$/;

/** What a shop reckons of its columns, where they are there: by their names, which is all that is known of them. */
export function shopFigures(
  columns: readonly Column[],
  { currency, digits }: { readonly currency: string; readonly digits: number },
): ShopFigure[] {
  const find = (pattern: RegExp) =>
    columns.find(({ name, type }) => isFigure(type.kind) && pattern.test(name))?.name;
  const sum = (column: string): Measure => ({ is: 'sum', column });
  /** In units of the currency, whether the column counts those or minor ones. */
  const money = (column: string): Measure =>
    column.endsWith('_minor')
      ? { is: 'ratio', over: sum(column), under: { is: 'constant', value: 10 ** digits } }
      : sum(column);
  const [revenue, cost, orders, units] = [find(REVENUE), find(COST), find(ORDERS), find(UNITS)];
  const [visits, buyers, again] = [find(VISITS), find(BUYERS), find(AGAIN)];
  const amount: NumberFormat = { kind: 'money', currency, digits };
  const figures: (ShopFigure | false)[] = [
    revenue !== undefined && {
      ...{ id: 'revenue', title: 'Revenue', measure: money(revenue), format: amount },
      definition: `The sum of ${revenue}.`,
    },
    revenue !== undefined &&
      orders !== undefined && {
        ...{ id: 'aov', title: 'Average order value', format: amount },
        definition: `Revenue (${revenue}) by orders (${orders}).`,
        measure: { is: 'ratio', over: money(revenue), under: sum(orders) },
      },
    revenue !== undefined &&
      units !== undefined && {
        ...{ id: 'price', title: 'Average price of a unit', format: amount },
        definition: `Revenue (${revenue}) by units (${units}).`,
        measure: { is: 'ratio', over: money(revenue), under: sum(units) },
      },
    revenue !== undefined &&
      cost !== undefined && {
        ...{ id: 'margin', title: 'Margin', format: { kind: 'percent' } },
        definition: `Revenue (${revenue}) without cost (${cost}), by revenue.`,
        measure: { is: 'ratio', over: money(revenue), minus: money(cost), under: money(revenue) },
      },
    visits !== undefined &&
      (orders ?? units) !== undefined && {
        ...{
          id: 'conversion',
          title: `${orders === undefined ? 'Units' : 'Orders'} a visit`,
          format: { kind: 'percent' },
        },
        definition: `${orders ?? units} by ${visits}.`,
        measure: { is: 'ratio', over: sum(orders ?? units ?? ''), under: sum(visits) },
      },
    again !== undefined &&
      buyers !== undefined && {
        ...{ id: 'retention', title: 'Retention', format: { kind: 'percent' } },
        definition: `Those who bought again (${again}) of all who bought (${buyers}).`,
        measure: { is: 'ratio', over: sum(again), under: sum(buyers) },
      },
  ];
  return figures.filter((one): one is ShopFigure => one !== false);
}
