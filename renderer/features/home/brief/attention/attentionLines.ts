import type { Brief, FailedRun, Freshness } from '../../../../../shared/contract/brief.ts';
import type { CheckLine } from '../../../../../shared/contract/quality.ts';
import type { FileProblem } from '../../../../../shared/errors/failure.ts';

export type AttentionLine =
  | { readonly is: 'check'; readonly check: CheckLine }
  | { readonly is: 'run'; readonly run: FailedRun }
  | { readonly is: 'source'; readonly source: Freshness }
  | { readonly is: 'file'; readonly file: string; readonly errors: number; readonly warnings: number }
  /** What reviewers of audit packages left open. */
  | { readonly is: 'exceptions'; readonly count: number }
  | { readonly is: 'waiting'; readonly sources: readonly Freshness[] };

/** What fails and what waits for a person, the worst first. What only warns comes last. */
export function attentionLines(
  brief: Pick<Brief, 'failedChecks' | 'failedRuns' | 'freshness'> | undefined,
  problems: readonly FileProblem[],
  exceptions: number,
): AttentionLine[] {
  const checks = brief?.failedChecks.checks ?? [];
  const failed = (brief?.freshness ?? []).filter(({ state }) => state === 'failed');
  const waiting = (brief?.freshness ?? []).filter(({ state }) => state === 'waiting');
  const files = brokenFiles(problems);
  return [
    ...files.filter(({ errors }) => errors > 0),
    ...checks.filter(({ status }) => status !== 'warn').map((check) => ({ is: 'check', check }) as const),
    ...(brief?.failedRuns ?? []).map((run) => ({ is: 'run', run }) as const),
    ...failed.map((source) => ({ is: 'source', source }) as const),
    ...checks.filter(({ status }) => status === 'warn').map((check) => ({ is: 'check', check }) as const),
    ...(exceptions === 0 ? [] : [{ is: 'exceptions', count: exceptions } as const]),
    ...files.filter(({ errors }) => errors === 0),
    // A new workspace may have many that nobody has given a key yet: they would push everything else away.
    ...(waiting.length === 0 ? [] : [{ is: 'waiting', sources: waiting } as const]),
  ];
}

export function lineKey(line: AttentionLine): string {
  switch (line.is) {
    case 'check':
      return `check ${line.check.id}`;
    case 'run':
      return `run ${line.run.run}`;
    case 'source':
      return `source ${line.source.kind} ${line.source.name}`;
    case 'file':
      return `file ${line.file}`;
    case 'waiting':
    case 'exceptions':
      return line.is;
  }
}

function brokenFiles(problems: readonly FileProblem[]): Extract<AttentionLine, { is: 'file' }>[] {
  return [...Map.groupBy(problems, ({ file }) => file)].map(([file, found]) => {
    const errors = found.filter(({ severity }) => severity === 'error').length;
    return { is: 'file', file, errors, warnings: found.length - errors };
  });
}
