import type { Kinds } from '../../../../shared/contract/trends.ts';

const MOST = 4;

/** Which products follow a kind of trend, and by how long; null where none does. */
export function followersOf({ category, products, lead }: Kinds['categories'][number]): string | null {
  const followers = products.filter(({ confirmed }) => confirmed > 0);
  if (followers.length === 0) return null;
  const told = followers
    .slice(0, MOST)
    .map(({ product, confirmed, tried }) => `${product} (${confirmed} of ${tried} pairs)`);
  const more = followers.length > MOST ? [`${followers.length - MOST} more`] : [];
  return `${kindWords(category)} come before sales of ${listed([...told, ...more])}${leadWords(lead)}.`;
}

function kindWords(category: string): string {
  return category === 'uncategorised' ? 'Trends without a category' : `Trends of the kind ${category}`;
}

function leadWords(lead: Kinds['categories'][number]['lead']): string {
  if (lead === null) return '';
  const days = `${lead.days} ${lead.days === 1 ? 'day' : 'days'}`;
  if (lead.shortest === lead.longest) return `, by ${days}`;
  return `, by ${days} in the middle (${lead.shortest} to ${lead.longest})`;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
