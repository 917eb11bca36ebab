import type { TrendText } from '../text/words.ts';
import type { Because, Categorised } from './category.ts';
import type { CategoryRules } from './compileRules.ts';
import { compareText } from './corrections.ts';
import { featuresOf, textKey, type WordFeatures } from './features.ts';
import { type CategoryModel, evidenceOf } from './learn.ts';
import { matchRules, type RuleHit } from './matchRules.ts';
import { sharesOf } from './sharpness.ts';

/**
 * What built-in rules add to the logarithm of a category: for being there, and for each unit of weight up to the most. Uncontested they were right in
 * 164 of 171 texts of the made set, which the author of the rules wrote; these are set lower, for texts of others.
 */
const RULE_LOGIT = 1.6;
const WEIGHT_LOGIT = 0.6;
const MOST_WEIGHT = 4;
/** A rule of the user's own speaks for more than all that are built in. */
const OWN_LOGIT = 6;
const MOST_WORDS = 3;

const UNKNOWN: Categorised = { category: null, confidence: 0, because: [] };

/**
 * What the user said of this very text holds; then the user's own rules, then the built-in ones choose, and what was learned from corrections decides
 * between them or where they are silent. It also speaks on their confidence: where it contradicts a rule, the answer is less sure.
 */
export function categorise(trend: TrendText, rules: CategoryRules, model: CategoryModel): Categorised {
  const said = correctionOf(trend, model);
  if (said !== null)
    return { category: said, confidence: 1, because: [{ kind: 'correction', text: trend.label }] };
  const own = matchRules(trend, rules.own);
  const builtIn = matchRules(trend, rules.builtIn);
  const features = featuresOf(trend);
  const evidence = evidenceOf(model, features);
  const names = [
    ...new Set([...model.categories, ...[...own, ...builtIn].map(({ category }) => category)]),
  ].sort(compareText);
  const learned = names.map((name) => learnedOf(model, evidence, name));
  if (own.length + builtIn.length === 0 && learned.every((value) => value === learned[0])) return UNKNOWN;
  const logits = names.map(
    (name, i) =>
      (learned[i] ?? 0) + ruleLogit(weightOf(builtIn, name)) + OWN_LOGIT * Math.min(1, weightOf(own, name)),
  );
  const shares = sharesOf(logits);
  const deciding = own.length > 0 ? own : builtIn;
  const chosen = strongest(names, shares, (name) => deciding.length === 0 || weightOf(deciding, name) > 0);
  return {
    category: names[chosen] ?? null,
    confidence: shares[chosen] ?? 0,
    because: reasons(names[chosen] ?? '', { own, builtIn, features, evidence, model }),
  };
}

function correctionOf(trend: TrendText, { kept }: CategoryModel): string | null {
  const key = textKey(trend);
  let low = 0;
  let high = kept.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const order = compareText(kept[middle]?.key ?? '', key);
    if (order === 0) return kept[middle]?.said[0].category ?? null;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return null;
}

function learnedOf(
  { categories, sharpness }: CategoryModel,
  evidence: readonly (readonly number[] | null)[],
  name: string,
): number {
  const place = categories.indexOf(name);
  return evidence.reduce((sum, ratios) => sum + sharpness * (ratios?.[place] ?? 0), 0);
}

function weightOf(hits: readonly RuleHit[], name: string): number {
  return hits.reduce((sum, { category, weight }) => sum + (category === name ? weight : 0), 0);
}

function ruleLogit(weight: number): number {
  return weight === 0 ? 0 : RULE_LOGIT + WEIGHT_LOGIT * Math.min(MOST_WEIGHT, weight);
}

function strongest(
  names: readonly string[],
  shares: readonly number[],
  allowed: (name: string) => boolean,
): number {
  return names.reduce(
    (best, name, i) => (allowed(name) && (best < 0 || (shares[i] ?? 0) > (shares[best] ?? 0)) ? i : best),
    -1,
  );
}

interface Grounds {
  readonly own: readonly RuleHit[];
  readonly builtIn: readonly RuleHit[];
  readonly features: readonly WordFeatures[];
  readonly evidence: readonly (readonly number[] | null)[];
  readonly model: CategoryModel;
}

function reasons(name: string, { own, builtIn, features, evidence, model }: Grounds): Because[] {
  const ruled = (hits: readonly RuleHit[], isOwn: boolean): Because[] =>
    hits
      .filter(({ category }) => category === name)
      .map(({ part, rule, text }) => ({ kind: 'rule', part, rule, text, own: isOwn }));
  const place = model.categories.indexOf(name);
  const taught = features
    .map(({ text }, i) => ({ text, says: evidence[i]?.[place] ?? 0 }))
    .filter(({ says }) => says > 0)
    .sort((a, b) => b.says - a.says || compareText(a.text, b.text))
    .slice(0, MOST_WORDS)
    .map(({ text }): Because => ({ kind: 'learned', text }));
  return [...ruled(own, true), ...ruled(builtIn, false), ...taught];
}
