export const PLATFORMS = ['tiktok', 'instagram', 'youtube', 'pinterest', 'reddit'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** What is counted on each platform. */
export const METRICS: Readonly<Record<Platform, string>> = {
  tiktok: 'views',
  instagram: 'views',
  youtube: 'views',
  pinterest: 'saves',
  reddit: 'mentions',
};

export interface Trend {
  readonly trend: string;
  readonly label: string;
  readonly category: string;
  readonly hashtags: string;
  readonly platforms: readonly Platform[];
}

/** Name, first letters of its platforms, and further hashtags than its own name. */
const TABLE: Readonly<Record<string, string>> = {
  memes: `capybara-spa tiypr capybara spa|grumpy-goose tipr goose honk|corporate-frog tir frog office
sleepy-possum tpr possum nap|tiny-cowboy-hat ti cowboy hats|dramatic-chipmunk tyr chipmunk drama|raccoon-midnight tir raccoon trash`,
  entertainment: `dragon-academy tiyr dragon fantasy|space-western yr space western|baking-duel tiy baking cakes
retro-arcade tyr arcade pixel|opera-mask tip opera mask|detective-night yr detective mystery|island-race tiy island race`,
  drama: `influencer-feud tiyr feud receipts|landlord-story tr landlord rent|wedding-walkout tir wedding walkout
band-breakup tiyr band breakup|office-emails tir office emails|roommate-saga tr roommate saga`,
  seasonal: `pumpkin-porch tip pumpkin porch|cozy-winter tiyp cabin cozy|spring-clean typ cleaning spring
beach-week tip beach towel|back-to-school tiyp school desk|valentine-notes tip valentine card|spooky-season tipr moon spooky`,
  'how-to': `sourdough-scoring iypr sourdough bread|visible-mending iyp mending stitch|balcony-garden iypr garden balcony
desk-setup iyr desk setup|candle-pouring typ candle wax|junk-journal iyp journal collage|film-developing yr film darkroom`,
  product: `giant-tumbler tiy tumbler water|mushroom-lamp tip mushroom lamp|book-cart tip books journal
cloud-slippers tir slippers cabin|ribbon-headband tip ribbon headband|mini-waffle-iron tiy waffle breakfast`,
};

export const TRENDS: readonly Trend[] = Object.entries(TABLE).flatMap(([category, lines]) =>
  lines.split(/[|\n]/).map((line): Trend => {
    const [trend = '', letters = '', ...hashtags] = line.split(' ');
    return {
      trend,
      label: trend.replaceAll('-', ' ').replace(/^./, (first) => first.toUpperCase()),
      category,
      hashtags: [trend.replaceAll('-', ''), ...hashtags].map((tag) => `#${tag}`).join(' '),
      platforms: PLATFORMS.filter((platform) => letters.includes(platform.charAt(0))),
    };
  }),
);

/** How the template names the series of a trend on a platform. */
export function signalOf(platform: Platform, trend: string): string {
  return `${platform}/${trend}/${METRICS[platform]}`;
}
