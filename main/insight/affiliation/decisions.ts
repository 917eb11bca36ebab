import { plainForm, type TrendText, wordsOf } from '../text/words.ts';
import type { Decision, ProductText } from './proposal.ts';

/** What the user decided of a pair, with the texts it was decided on. */
export function rememberDecision(
  trend: TrendText,
  product: ProductText,
  decision: Decision['decision'],
  at: string,
): Decision {
  return {
    trend: trend.trend,
    product: product.product,
    decision,
    at,
    fingerprint: fingerprintOf(trend, product),
  };
}

/** Case, accents, punctuation and the order of hashtags and tags are no change of a text. */
export function fingerprintOf(trend: TrendText, product: ProductText): string {
  const line = (text: string) => wordsOf(plainForm(text)).map(({ word }) => word);
  const set = (texts: readonly string[]) => texts.map((text) => line(text).join(' ')).sort();
  const { label, hashtags } = trend;
  const { title, tags, brand } = product;
  const tagsWithoutSign = hashtags.map((tag) => tag.replace(/^\s*[#＃]/u, ''));
  return hash(JSON.stringify([line(label), set(tagsWithoutSign), line(title), set(tags), line(brand)]));
}

/** By pair, the newest; of two at one instant the rejection. */
export function newestDecisions(decisions: readonly Decision[]): ReadonlyMap<string, Decision> {
  const newest = new Map<string, Decision>();
  for (const decision of decisions) {
    const key = pairKey(decision.trend, decision.product);
    const before = newest.get(key);
    if (before === undefined || isNewer(decision, before)) newest.set(key, decision);
  }
  return newest;
}

/** Lengths and not a separator: any text may be part of a name. */
export function pairKey(trend: string, product: string): string {
  return `${trend.length}:${trend}${product}`;
}

function isNewer(a: Decision, b: Decision): boolean {
  if (a.at !== b.at) return a.at > b.at;
  if (a.decision !== b.decision) return a.decision === 'rejected';
  return a.fingerprint > b.fingerprint;
}

/** FNV-1a over both bytes of every unit, in 64 bits: it tells texts apart and keeps no secret. */
function hash(text: string): string {
  let value = 0xcbf29ce484222325n;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    for (const byte of [unit & 0xff, unit >>> 8])
      value = BigInt.asUintN(64, (value ^ BigInt(byte)) * 0x100000001b3n);
  }
  return value.toString(16).padStart(16, '0');
}
