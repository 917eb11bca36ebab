/** On which scale the interval of a survival share is symmetric. */
export type IntervalForm = 'plain' | 'log' | 'logLog' | 'logit' | 'arcsine';

/**
 * Bounds of a share still waiting, from the standard error of its logarithm. NaN where nobody is left. The complementary log-log
 * form stays within 0 and 1 by itself and keeps its coverage in small groups (Borgan & Liestøl 1990); the others are cut there.
 */
export function survivalInterval(
  survival: number,
  hazardError: number,
  z: number,
  form: IntervalForm,
): readonly [lower: number, upper: number] {
  if (!(survival > 0)) return [Number.NaN, Number.NaN];
  if (survival === 1) return [1, 1];
  const wide = z * hazardError;
  switch (form) {
    case 'plain':
      return [Math.max(0, survival - wide * survival), Math.min(1, survival + wide * survival)];
    case 'log':
      return [survival * Math.exp(-wide), Math.min(1, survival * Math.exp(wide))];
    case 'logLog': {
      const centre = Math.log(-Math.log(survival));
      const half = wide / Math.log(survival);
      return [Math.exp(-Math.exp(centre - half)), Math.exp(-Math.exp(centre + half))];
    }
    case 'logit': {
      const centre = Math.log(survival / (1 - survival));
      const half = wide / (1 - survival);
      return [1 / (1 + Math.exp(half - centre)), 1 / (1 + Math.exp(-half - centre))];
    }
    case 'arcsine': {
      const centre = Math.asin(Math.sqrt(survival));
      const half = 0.5 * wide * Math.sqrt(survival / (1 - survival));
      return [Math.sin(Math.max(0, centre - half)) ** 2, Math.sin(Math.min(Math.PI / 2, centre + half)) ** 2];
    }
  }
}
