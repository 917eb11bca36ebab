/**
 * The app's correlation at a lead as a formula: deviations from the means of the whole series, and at every lead the same
 * denominator, as R's `ccf` has it; where days are missing, the pairs that are left and the lead. `lead` is a cell or a name.
 */
export function correlationAt(lead: string): string {
  return `MAX(-1,MIN(1,SUMPRODUCT(${pairOf('signal_deviation', 'outcome_deviation', lead).join(',')})/(${pairsAt(lead)}+ABS(${lead}))/score_unit))`;
}

/** Pairs of steps on which both have a score. */
export function pairsAt(lead: string): string {
  const [signal, outcome] = pairOf('signal_score', 'outcome_score', lead);
  return `SUMPRODUCT(--ISNUMBER(${signal}),--ISNUMBER(${outcome}))`;
}

/** Excel's own correlation, over the rows that overlap. */
export function overlapAt(lead: string): string {
  return `CORREL(${pairOf('signal_score', 'outcome_score', lead).join(',')})`;
}

function pairOf(signal: string, outcome: string, lead: string): readonly [string, string] {
  const cut = (name: string, ahead: string, behind: string) =>
    `INDEX(${name},1+MAX(0,${ahead})):INDEX(${name},scored_steps-MAX(0,${behind}))`;
  return [cut(signal, `-${lead}`, lead), cut(outcome, lead, `-${lead}`)];
}
