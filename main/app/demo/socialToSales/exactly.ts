/*
 * From additions and products alone: the functions of `Math` may differ in the last digit from machine to machine, and a count that is
 * rounded from such a number would differ with it.
 */

const HALVINGS = 7;
const TERMS = 9;

export function exactExp(x: number): number {
  const part = x / 2 ** HALVINGS;
  let sum = 1;
  for (let term = TERMS; term >= 1; term--) sum = 1 + (part * sum) / term;
  for (let times = 0; times < HALVINGS; times++) sum *= sum;
  return sum;
}

/** The sine of a number of turns: 0.25 is at the top. */
export function exactSine(turns: number): number {
  const part = turns - Math.floor(turns);
  const folded = part < 0.25 ? part : part < 0.75 ? 0.5 - part : part - 1;
  const x = folded * 6.283185307179586;
  let sum = 1;
  for (let term = 17; term >= 3; term -= 2) sum = 1 - (x * x * sum) / (term * (term - 1));
  return x * sum;
}
