import type { Finding, LeadRange } from '../../insight/finding/verdict.ts';

/** A finding as a script takes it: the interval as [lower, upper], and what doesn't exist as null. */
export function findingLine({ interval, ...finding }: Finding) {
  return { ...finding, interval: rangeOf(interval) };
}

export function rangeOf(interval: LeadRange | null): [number, number] | null {
  return interval === null ? null : [interval.lower, interval.upper];
}

/** As a person reads it: the sentence, the numbers with their uncertainty, how they were come by. */
export function findingText(finding: Finding): string {
  if (finding.verdict === 'refused') return finding.sentence;
  const parts = [
    finding.sentence,
    listed(numbersOf(finding)),
    listed(workingOf(finding)),
    finding.notes.join('\n'),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

type Line = readonly [string, string | null];

function numbersOf(finding: Finding): Line[] {
  const { lead, interval, strength, p, q, tests, days, effectiveN, actionableLead } = finding;
  const q10 = finding.detectable;
  return [
    ['Verdict', finding.verdict],
    [
      'Lead',
      lead === null ? null : `${dayCount(lead)}${interval === null ? '' : `, 95 % ${spread(interval)}`}`,
    ],
    ['Interval', lead !== null || interval === null ? null : spread(interval)],
    [
      'Strength',
      strength === null ? null : `${strength.toFixed(3)}, rank correlation of what is new in both`,
    ],
    ['p', p === null ? null : `${short(p)}, corrected for all leads looked at`],
    ['q', q === null || tests < 2 ? null : `${short(q)} among ${tests} pairs tried`],
    [
      'Days',
      days === null
        ? null
        : `${days}${effectiveN === null ? '' : `, worth ${effectiveN.toFixed(0)} independent ones`}`,
    ],
    [
      'Detectable',
      q10 === null
        ? null
        : `a correlation of ${q10.correlation.toFixed(3)}, an elasticity of ${q10.elasticity.toFixed(3)}`,
    ],
    [
      'To act',
      actionableLead === null
        ? null
        : `${dayCount(actionableLead.days)}, at least ${dayCount(actionableLead.atLeast)}`,
    ],
  ];
}

function workingOf({ stability, granger, backtest }: Finding): Line[] {
  const pOf = (p: number | null) => (p === null ? 'too short' : `p ${short(p)}`);
  return [
    [
      'Half-years',
      stability === null ? null : `${stability.agree} of ${stability.windows} show the same lead`,
    ],
    [
      'Granger',
      granger === null
        ? null
        : `signal first ${pOf(granger.forward)}, outcome first ${pOf(granger.backward)}, ${granger.order} lags`,
    ],
    [
      'Forecasts',
      backtest === null
        ? null
        : `${percent(backtest.overWithoutSignal)} against the same without the signal, ${percent(backtest.overSeasonalNaive)} against last week’s, from ${backtest.origins} days`,
    ],
  ];
}

function listed(lines: readonly Line[]): string {
  const said = lines.filter((line): line is readonly [string, string] => line[1] !== null);
  return said.map(([name, value]) => `${name.padEnd(12)}${value}`).join('\n');
}

function spread({ lower, upper }: LeadRange): string {
  return `${lower} to ${dayCount(upper)}`;
}

function dayCount(days: number): string {
  return `${days} ${Math.abs(days) === 1 ? 'day' : 'days'}`;
}

function percent(share: number): string {
  return `${share < 0 ? '−' : '+'}${Math.abs(share * 100).toFixed(1)} %`;
}

function short(p: number): string {
  return p === 0 || p >= 0.001 ? p.toFixed(3) : p.toExponential(1);
}
