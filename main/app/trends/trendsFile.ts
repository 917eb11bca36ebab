import { TrendsFile } from '../../../shared/domain/trendsFile.ts';
import { type FileProblem, fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { pastedSecrets } from '../../workspace/yaml/pastedSecrets.ts';
import { validateYaml } from '../../workspace/yaml/validateYaml.ts';
import { readWorkspaceFile } from '../readWorkspaceFile.ts';

export const TRENDS_FILE = 'trends.yml';

export interface WrittenTrends {
  /** Null while a problem is an error. */
  readonly trends: TrendsFile | null;
  readonly problems: readonly FileProblem[];
}

/** As it says now, or null where there is none. */
export async function readTrendsFile(workspace: string): Promise<WrittenTrends | null> {
  const found = await readWorkspaceFile(workspace, TRENDS_FILE);
  if (found === null) return null;
  if (found.is === 'unreadable') return { trends: null, problems: [found.problem] };
  return writtenTrends(found.text);
}

export function writtenTrends(text: string): WrittenTrends {
  const { value, problems } = validateYaml(text, TrendsFile, TRENDS_FILE, (parsed) => [
    ...pastedSecrets(parsed, TRENDS_FILE, false),
  ]);
  return { trends: value, problems };
}

/** What to sort by, or why nothing can be sorted. */
export async function readyTrends(workspace: string): Promise<Result<TrendsFile>> {
  const written = await readTrendsFile(workspace);
  if (written === null)
    return fail('BAD_INPUT', {
      message: `The workspace has no ${TRENDS_FILE}, which says where trends and products are.`,
      next: `Copy ${TRENDS_FILE} from a new workspace made from the template social-to-sales, and name your own relations in it.`,
      subject: TRENDS_FILE,
    });
  if (written.trends !== null) return ok(written.trends);
  const first = written.problems.find(({ severity }) => severity === 'error');
  return fail('FILE_INVALID', {
    message: `${TRENDS_FILE} has a fault${first ? ` (line ${first.line}: ${first.message})` : ''}.`,
    next: 'Mend the file, then sort again.',
    subject: TRENDS_FILE,
    problems: [...written.problems],
  });
}
