import { present } from '../numbers/moments.ts';
import { counted, type Refusal, refuse } from '../series/refusal.ts';

/** A week and a slow season need as many before anything is forecast. */
export const LEAST_TRAINING = 90;
/** Days beyond training and horizon that a backtest needs to say anything. */
const LEAST_TESTED = 28;
const MOST_MISSING = 0.3;
const MOST_ZEROS = 0.6;

/** Why an outcome can't be forecast so many days ahead, and what would change that; or null. */
export function refuseOutcome(name: string, values: Float64Array, horizon: number): Refusal | null {
  const known = present(values);
  const needed = LEAST_TRAINING + horizon + LEAST_TESTED;
  if (known.length < needed)
    return refuse(
      'tooShort',
      `${name} is known on ${counted(known.length, 'day')}; a forecast of ${counted(horizon, 'day')} that can be tested needs ${needed}.`,
      known.length - LEAST_TRAINING - LEAST_TESTED >= 1
        ? `Bring ${counted(needed - known.length, 'more day')}, or forecast ${counted(known.length - LEAST_TRAINING - LEAST_TESTED, 'day')} or fewer.`
        : `Bring ${counted(needed - known.length, 'more day')}: load older sales from the shop's own export, or wait for them.`,
    );
  if (known.some((value) => value < 0))
    return refuse(
      'negative',
      `${name} is below zero on ${counted(known.filter((value) => value < 0).length, 'day')}.`,
      'Count sales by themselves, with refunds and corrections apart.',
    );
  const zeros = known.filter((value) => value === 0).length / known.length;
  if (zeros === 1)
    return refuse(
      'mostlyZero',
      `${name} is 0 on every day.`,
      'Look whether its source brings sales, or choose a product that is sold.',
    );
  if (known.every((value) => value === known[0]))
    return refuse(
      'constant',
      `${name} is ${known[0]} on every day, so that there is nothing to foresee.`,
      'Choose an outcome that varies, or check that the right column was taken.',
    );
  if (1 - known.length / values.length > MOST_MISSING)
    return refuse(
      'tooManyMissing',
      `${name} is missing on ${percent(1 - known.length / values.length)} of its days, stock-outs among them; at most ${percent(MOST_MISSING)} may be.`,
      'Fill the gaps from the source, or choose a product that was in stock for longer.',
    );
  if (zeros > MOST_ZEROS)
    return refuse(
      'mostlyZero',
      `${name} is 0 on ${percent(zeros)} of its days; a daily forecast needs ${percent(MOST_ZEROS)} or less.`,
      'Forecast products of one kind together, as an outcome that adds them up.',
    );
  return null;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
