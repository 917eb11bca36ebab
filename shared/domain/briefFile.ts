import * as z from 'zod';
import { RelationName } from './relation.ts';
import { StudyName } from './study.ts';

const ColumnName = z
  .string()
  .regex(/^[a-z_][a-z0-9_]{0,58}$/, 'is no column name (lower-case letters, digits and underscores)');
const days = z.number().int().min(0).max(365);

/** What products cost. Several prices of one product: the one of the latest `since` counts. */
const Prices = z.strictObject({
  relation: RelationName,
  /** Called like a column under `about` of the study's outcomes. */
  product: ColumnName,
  /** Columns of whole minor units: cents. */
  price_minor: ColumnName,
  cost_minor: ColumnName.optional(),
  /** Column with codes such as EUR; left out: the workspace's currency. */
  currency: ColumnName.optional(),
  since: ColumnName.optional(),
});

/** Whether a product could be bought on a day. */
const Stock = z.strictObject({
  relation: RelationName,
  product: ColumnName,
  day: ColumnName,
  in_stock: ColumnName,
});

/** `brief.yml` in the workspace's folder: what directives are made from. */
export const BriefFile = z.strictObject({
  study: StudyName,
  into: RelationName,
  /** Days it takes to have a product made, bought, or put forward. */
  make_days: days.default(10),
  buy_days: days.default(5),
  list_days: days.default(1),
  /** Standard deviations from which on a day is a spike. */
  spike_threshold: z.number().min(1).max(20).default(3.5),
  prices: Prices.optional(),
  /** Of the price, where costs aren't known. */
  margin_percent: z.number().min(0).max(100).optional(),
  stock: Stock.optional(),
});
export type BriefFile = z.infer<typeof BriefFile>;
