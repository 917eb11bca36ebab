import * as z from 'zod';
import { RelationName } from './relation.ts';
import { StudyName } from './study.ts';

const ColumnName = z
  .string()
  .regex(/^[a-z_][a-z0-9_]{0,58}$/, 'is no column name (lower-case letters, digits and underscores)');

const words = z.array(z.string().trim().min(1).max(200)).max(2_000);

const Rules = z.strictObject({
  hashtags: words.optional(),
  words: words.optional(),
  phrases: words.optional(),
  /** Of a time of the year, and weaker than the others. */
  seasons: words.optional(),
});

/** What categories and affiliations are made from, and where they go: `trends.yml`. */
const Shape = z.strictObject({
  trends: z.strictObject({
    relation: RelationName,
    trend: ColumnName,
    label: ColumnName.optional(),
    /** With or without their sign, blanks or commas between. */
    hashtags: ColumnName.optional(),
    /** As the source gives it. */
    category: ColumnName.optional(),
  }),
  products: z.strictObject({
    relation: RelationName,
    product: ColumnName,
    title: ColumnName.optional(),
    /** Commas between. */
    tags: ColumnName.optional(),
    brand: ColumnName.optional(),
    /** Of several rows of a product the one with the greatest value counts, such as the day from which it holds. */
    newest: ColumnName.optional(),
  }),
  /** Links that a source brings. */
  links: z
    .strictObject({
      relation: RelationName,
      trend: ColumnName,
      product: ColumnName,
      affiliation: ColumnName.optional(),
    })
    .optional(),
  /** Findings of a study whose signals are about a trend and whose outcomes about a product. */
  evidence: z.strictObject({ relation: RelationName, trend: ColumnName, product: ColumnName }).optional(),
  /** Own rules, by category; a category that isn't known yet is a new one. They win over those built in. */
  rules: z.record(z.string().trim().min(1).max(80), Rules).optional(),
  /** Groups of words that mean one thing. */
  synonyms: z
    .array(z.array(z.string().trim().min(1).max(200)).min(2).max(100))
    .max(2_000)
    .optional(),
  /** Brands that are never linked. */
  exclude_brands: words.optional(),
  /** A category that is less sure is asked about. */
  ask_below: z.number().min(0).max(1).optional(),
  /** Links proposed of a trend at most, and how alike they have to be. */
  links_per_trend: z.number().int().min(1).max(100).optional(),
  least_score: z.number().min(0).max(1).optional(),
  into: z.strictObject({ categories: RelationName, links: RelationName }),
  /** The models that take both, to say which decisions they don't show yet. */
  models: z.strictObject({ trends: RelationName, links: RelationName }).optional(),
  /** Runs once the models know of new decisions. */
  study: StudyName.optional(),
});

export const TrendsFile = Shape.check(({ value: file, issues }) => {
  const wrong = (path: string[], message: string) =>
    issues.push({ code: 'custom', path, message, input: file });
  const read = [file.trends, file.products, file.links, file.evidence].flatMap((one) =>
    one === undefined ? [] : [one.relation],
  );
  for (const key of ['categories', 'links'] as const)
    if (read.includes(file.into[key]))
      wrong(['into', key], 'is read here, so what comes of it can’t take its place');
  if (file.into.categories === file.into.links)
    wrong(['into', 'links'], 'can’t be the same relation as categories');
});
export type TrendsFile = z.infer<typeof TrendsFile>;
