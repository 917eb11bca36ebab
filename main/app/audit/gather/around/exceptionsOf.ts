import type { CheckTold, Exception, Source } from '../../../../audit/packages/material/common.ts';

const SPEAKS = new Set(['fail', 'warn', 'error', 'runtime error']);

/** Checks that speak against the data, or could not be asked. */
export function checkExceptions(checks: readonly CheckTold[]): Exception[] {
  return checks
    .filter(({ result }) => SPEAKS.has(result))
    .map(({ id, rule, about, column, result, severity, observed, message }) => ({
      id: `check ${id}`,
      severity: result === 'warn' || severity === 'warn' ? ('middle' as const) : ('high' as const),
      found: `check ${rule}`,
      told: `${about}${column === null ? '' : `.${column}`}: ${message || result}`,
      rows: observed,
    }));
}

export function refusedExceptions(sources: readonly Source[]): Exception[] {
  return sources
    .filter(({ refused }) => (refused ?? 0) > 0)
    .map(({ load, source, stream, refused }) => ({
      ...{ id: `refused ${load}`, severity: 'middle' as const, found: 'load' },
      told: `${refused} records of load ${load} (${source}, ${stream}) could not be taken in: the sheet Sources has the reasons.`,
      rows: refused,
    }));
}
