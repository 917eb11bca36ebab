import type { Platform } from './trends.ts';
import { signalOf, TRENDS } from './trends.ts';

/** What is planted, and nothing else is: who leads whom, by how many days, how strongly and where most. */
export interface PlantedLead {
  readonly trend: string;
  readonly product: string;
  readonly lead: number;
  readonly strongest: Platform;
  /** Of sales to attention on the strongest platform. */
  readonly elasticity: number;
}

/** A lead below 0: sales come first, and all platforms of the trend follow them. */
export interface PlantedReverse {
  readonly trend: string;
  readonly product: string;
  readonly lead: number;
  readonly elasticity: number;
}

/** Same seasons, same promotions, no relation. */
export interface Trap {
  readonly trend: string;
  readonly product: string;
}

export const PLANTED: readonly PlantedLead[] = [
  planted('capybara-spa', 'capybara-mug', 5, 'tiktok', 0.45),
  planted('grumpy-goose', 'goose-tee', 9, 'instagram', 0.35),
  planted('dragon-academy', 'dragon-tee', 12, 'tiktok', 0.5),
  planted('retro-arcade', 'arcade-poster', 14, 'youtube', 0.4),
  planted('office-emails', 'desk-mug', 3, 'reddit', 0.3),
  planted('pumpkin-porch', 'pumpkin-candle', 21, 'pinterest', 0.55),
  planted('cozy-winter', 'cabin-blanket', 18, 'instagram', 0.3),
  planted('sourdough-scoring', 'sourdough-apron', 16, 'youtube', 0.6),
  planted('visible-mending', 'mending-kit', 11, 'pinterest', 0.35),
  planted('balcony-garden', 'garden-tote', 7, 'youtube', 0.25),
  planted('mushroom-lamp', 'mushroom-print', 6, 'tiktok', 0.4),
  planted('giant-tumbler', 'tumbler-sticker', 8, 'instagram', 0.5),
];

export const REVERSE: readonly PlantedReverse[] = [
  { trend: 'book-cart', product: 'journal-notebook', lead: -6, elasticity: 0.5 },
  { trend: 'cloud-slippers', product: 'cabin-slippers', lead: -4, elasticity: 0.6 },
  { trend: 'ribbon-headband', product: 'ribbon-headband', lead: -9, elasticity: 0.45 },
];

export const TRAPS: readonly Trap[] = [
  { trend: 'beach-week', product: 'beach-towel' },
  { trend: 'valentine-notes', product: 'valentine-card' },
  { trend: 'spooky-season', product: 'moon-candle' },
  { trend: 'spring-clean', product: 'garden-apron' },
  { trend: 'back-to-school', product: 'desk-notebook' },
  { trend: 'candle-pouring', product: 'candle-kit' },
];

/** Of the strongest, for the platforms after it. */
const WEAKER = [0.45, 0.3, 0.2, 0.15];

export interface PlatformShare {
  readonly platform: Platform;
  readonly signal: string;
  readonly elasticity: number;
}

/** The strongest first. */
export function platformsOf({ trend, strongest, elasticity }: PlantedLead): readonly PlatformShare[] {
  const others = (TRENDS.find((known) => known.trend === trend)?.platforms ?? []).filter(
    (platform) => platform !== strongest,
  );
  return [strongest, ...others].map((platform, place) => ({
    platform,
    signal: signalOf(platform, trend),
    elasticity:
      place === 0 ? elasticity : Math.round(elasticity * (WEAKER[place - 1] ?? 0.1) * 1_000) / 1_000,
  }));
}

export interface Truth {
  readonly seed: number;
  readonly days: number;
  readonly planted: readonly (PlantedLead & { readonly platforms: readonly PlatformShare[] })[];
  readonly reverse: readonly PlantedReverse[];
  readonly traps: readonly Trap[];
}

export function truthOf(seed: number, days: number): Truth {
  return {
    seed,
    days,
    planted: PLANTED.map((lead) => ({ ...lead, platforms: platformsOf(lead) })),
    reverse: REVERSE,
    traps: TRAPS,
  };
}

function planted(
  trend: string,
  product: string,
  lead: number,
  strongest: Platform,
  elasticity: number,
): PlantedLead {
  return { trend, product, lead, strongest, elasticity };
}
