export interface Product {
  readonly product: string;
  readonly title: string;
  readonly tags: string;
  readonly brand: string;
  readonly priceMinor: number;
}

/** In cents. */
const FORMS: Readonly<Record<string, number>> = {
  mug: 1_600,
  tee: 2_400,
  sticker: 450,
  poster: 1_900,
  print: 2_200,
  candle: 2_100,
  blanket: 5_400,
  apron: 2_900,
  kit: 3_400,
  tote: 1_800,
  towel: 2_600,
  card: 500,
  notebook: 1_200,
  slippers: 3_100,
  headband: 1_400,
};

const TABLE = `capybara mug tee sticker|goose tee mug sticker|frog mug sticker notebook|possum tee sticker poster
dragon tee poster notebook|arcade poster tee mug|moon candle tee print|pumpkin candle towel card
cabin blanket slippers mug|beach towel tote print|valentine card mug candle|sourdough apron towel print
mending kit tote print|garden tote apron print|desk mug notebook print|candle kit card tote
journal notebook kit sticker|tumbler sticker tote print|mushroom print mug blanket|ribbon headband tote card`;

const BRANDS = ['Small Harbor', 'Fern & Fig', 'Two Owls'] as const;

/** Twenty motifs in three forms each. */
export const PRODUCTS: readonly Product[] = TABLE.split(/[|\n]/).flatMap((line, row) => {
  const [motif = '', ...forms] = line.split(' ');
  return forms.map(
    (form, column): Product => ({
      product: `${motif}-${form}`,
      title: `${capital(motif)} ${capital(form)}`,
      tags: `${motif}, ${form}, gift`,
      brand: BRANDS[row % BRANDS.length] ?? BRANDS[0],
      priceMinor: (FORMS[form] ?? 1_000) + 50 * ((row * 3 + column) % 7),
    }),
  );
});

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
