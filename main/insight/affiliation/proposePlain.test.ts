import { expect, it } from 'vitest';
import { createRandom, type Random } from '../numbers/random.ts';
import { letterGrams } from '../text/letterGrams.ts';
import { propose } from './propose.ts';

interface Text {
  readonly name: string;
  readonly words: readonly string[];
}

/** Every trend with every product, by themselves: the definition, of which the program only makes haste. */
function proposePlainly(trends: readonly Text[], products: readonly Text[], perTrend: number, least: number) {
  const grams = ({ words }: Text) => [...new Set(words.flatMap((word) => letterGrams(word, 3, 4)))];
  const [byWords, byGrams] = [shopOf(products, ({ words }) => words), shopOf(products, grams)];
  const cosine = ({ weight }: Shop, one: readonly string[], other: ReadonlySet<string>) => {
    const length = (features: Iterable<string>) => Math.hypot(...[...features].map(weight));
    const shared = one.filter((feature) => other.has(feature));
    const product = shared.reduce((sum, feature) => sum + weight(feature) ** 2, 0);
    return product === 0 ? 0 : product / length(new Set(one)) / length(other);
  };
  const finds = (gram: string) => byGrams.having(gram) <= Math.max(5, 0.02 * products.length);
  return trends.flatMap((trend) =>
    products
      .map(({ name }, at) => {
        const [own, letters] = [byWords, byGrams].map(({ texts }) => texts[at] ?? new Set<string>()) as [
          Set<string>,
          Set<string>,
        ];
        const meets =
          trend.words.some((word) => own.has(word)) ||
          grams(trend).some((gram) => letters.has(gram) && finds(gram));
        const alike = 0.5 * cosine(byWords, trend.words, own) + 0.5 * cosine(byGrams, grams(trend), letters);
        return { trend: trend.name, product: name, score: meets ? alike : -1 };
      })
      .filter(({ score }) => score >= least)
      .sort((a, b) => b.score - a.score)
      .slice(0, perTrend),
  );
}

interface Shop {
  readonly texts: readonly ReadonlySet<string>[];
  having(feature: string): number;
  weight(feature: string): number;
}

function shopOf(products: readonly Text[], read: (text: Text) => readonly string[]): Shop {
  const texts = products.map((one) => new Set(read(one)));
  const counts = new Map<string, number>();
  for (const feature of texts.flatMap((text) => [...text]))
    counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const having = (feature: string) => counts.get(feature) ?? 0;
  const weight = (feature: string) => Math.log(1 + products.length / Math.max(1, having(feature)));
  return { texts, having, weight };
}

function textsOf(random: Random, kind: string, count: number): Text[] {
  const part = () => 'ba ko lim ter sun dra goo mel tin wo'.split(' ')[random.below(10)] ?? '';
  return Array.from({ length: count }, (_, i) => {
    const words = Array.from({ length: 1 + random.below(4) }, () => `${part()}${part()}${part()}o`);
    return { name: `${kind}${i}`, words: [...new Set(words)] };
  });
}

it.each([1, 2, 3, 4])('comes to what every pair by itself comes to, in made shop %i', (seed) => {
  const random = createRandom(seed);
  const [trends, products] = [
    textsOf(random, 'trend', 25),
    textsOf(random, 'product', 40 + 110 * (seed % 3)),
  ];
  const [perTrend, least] = [1 + random.below(200), 0.2 * random.uniform()];
  const plain = proposePlainly(trends, products, perTrend, least);
  const made = propose(
    trends.map(({ name, words }) => ({ trend: name, label: words.join(' '), hashtags: [] })),
    products.map(({ name, words }) => ({ product: name, title: words.join(' '), tags: [], brand: '' })),
    { perTrend, least },
  );
  const scores = (list: typeof plain) =>
    new Map(list.map(({ trend, product, score }) => [`${trend} ${product}`, score.toFixed(9)]));
  expect(plain.length).toBeGreaterThan(20);
  expect(scores([...made].map(({ trend, product, score }) => ({ trend, product, score })))).toEqual(
    scores(plain),
  );
});
