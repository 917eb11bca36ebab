import type { AuditSubject } from '../../../shared/domain/audit.ts';
import type { Result } from '../../../shared/errors/failure.ts';
import { gatherBrief } from './gather/brief.ts';
import { gatherFinding } from './gather/finding.ts';
import type { Gathered } from './gather/gathered.ts';
import { gatherPeriod } from './gather/period.ts';
import { gatherRelation } from './gather/relation.ts';
import { gatherRun } from './gather/run.ts';
import type { AuditSurroundings } from './surroundings.ts';

/** Everything that a package of this subject needs. */
export async function gatherSubject(
  subject: AuditSubject,
  surroundings: AuditSurroundings,
  signal: AbortSignal,
): Promise<Result<Gathered>> {
  switch (subject.kind) {
    case 'finding':
      return gatherFinding(subject, surroundings, signal);
    case 'dashboard':
      return gatherBrief(subject, surroundings, signal);
    case 'relation':
      return gatherRelation(subject, surroundings, signal);
    case 'run':
      return gatherRun(subject, surroundings, signal);
    case 'period':
      return gatherPeriod(subject, surroundings, signal);
  }
}
