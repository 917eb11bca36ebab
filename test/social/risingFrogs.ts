import { createRandom } from '../../main/insight/numbers/random.ts';

export const FIRST = 20_000;
export const DAYS = 420;
export const LATER = 30;
export const LEAD = 14;
export const SPIKE = DAYS - 3;

/** Attention that a mug follows after 14 days with elasticity 0.5, and a week before the data end a spike in it. */
export function risingFrogs() {
  const random = createRandom(2);
  const views = Array.from({ length: DAYS + LATER }, (_, t) => {
    const burst = t >= SPIKE && t < SPIKE + 3 ? 10 : 1;
    return Math.round(
      1_000 * Math.exp(0.2 * Math.sin((2 * Math.PI * t) / 7) + 0.4 * random.normal()) * burst,
    );
  });
  const units = views.map((_, t) =>
    Math.round(60 * ((views[t - LEAD] ?? 1_000) / 1_000) ** 0.5 * Math.exp(0.08 * random.normal())),
  );
  return { views, units };
}
