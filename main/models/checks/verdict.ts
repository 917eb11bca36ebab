import type { PlainMap } from '../project/nodes.ts';
import { pythonText } from '../project/plain.ts';

/** What a check holds its count of failures to; dbt's configs with dbt's defaults. */
export interface Thresholds {
  readonly severity: 'error' | 'warn';
  readonly warnIf: string;
  readonly errorIf: string;
}

/** What the wrapping query answered. */
export interface Counted {
  readonly failures: number;
  readonly shouldWarn: boolean;
  readonly shouldError: boolean;
}

export interface Verdict {
  readonly status: 'pass' | 'warn' | 'fail';
  /** None when it passes, whatever was counted below the threshold: as dbt reports it. */
  readonly failures: number;
  readonly threshold: string;
}

const ANY_ROW = '!= 0';

export function thresholdsOf(config: PlainMap): Thresholds {
  const severity = pythonText(config['severity'] ?? 'error').toLowerCase() === 'warn' ? 'warn' : 'error';
  return { severity, warnIf: condition(config['warn_if']), errorIf: condition(config['error_if']) };
}

function condition(value: PlainMap[string] | undefined): string {
  const text = value === undefined || value === null ? '' : pythonText(value).trim();
  return text === '' ? ANY_ROW : text;
}

/** A check of severity warn never fails, and one of severity error may still only warn. */
export function verdictOf(counted: Counted, held: Thresholds, warnError: boolean): Verdict {
  const { failures } = counted;
  if (held.severity === 'error' && counted.shouldError)
    return { status: 'fail', failures, threshold: held.errorIf };
  if (counted.shouldWarn) return { status: warnError ? 'fail' : 'warn', failures, threshold: held.warnIf };
  return { status: 'pass', failures: 0, threshold: held.severity === 'error' ? held.errorIf : held.warnIf };
}

/** One sentence for a person. */
export function verdictSentence({ status, failures, threshold }: Verdict, countsRows: boolean): string {
  if (status === 'pass') return 'Nothing speaks against it.';
  const verb = status === 'fail' ? 'fails' : 'warns';
  if (!countsRows) return `Counted ${failures}: the check ${verb} if that is ${threshold}.`;
  const found = `${failures} ${failures === 1 ? 'row fails' : 'rows fail'}`;
  return threshold === ANY_ROW
    ? `${found}: the check ${verb} if there is any.`
    : `${found}: the check ${verb} if their number is ${threshold}.`;
}
