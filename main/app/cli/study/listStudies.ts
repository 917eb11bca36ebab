import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Store } from '../../../warehouse/store.ts';
import { type StudyVersion, studyVersions } from '../../studies/run/versions.ts';
import { readStudy, studyNames } from '../../studies/studyFiles.ts';
import { countText, textTable } from '../textTable.ts';

export interface ListedStudy {
  readonly name: string;
  readonly title: string | null;
  /** Why it can't run, or null. */
  readonly fault: string | null;
  readonly versions: readonly StudyVersion[];
}

export async function listStudies(
  store: Pick<Store, 'engine' | 'query'>,
  workspace: string,
): Promise<Result<readonly ListedStudy[]>> {
  const listed: ListedStudy[] = [];
  for (const name of (await studyNames(workspace)) ?? []) {
    const written = await readStudy(workspace, name);
    if (written === null) continue;
    const versions = await studyVersions(store, name);
    if (!versions.ok) return versions;
    const first = written.problems.find(({ severity }) => severity === 'error');
    listed.push({
      name,
      title: written.study?.title ?? null,
      fault: first === undefined ? null : `${first.file}, line ${first.line}: ${first.message}`,
      versions: versions.value,
    });
  }
  return ok(listed);
}

const SHOWN = 10;

export function listText(studies: readonly ListedStudy[]): string {
  if (studies.length === 0) return 'The workspace has no studies. Write one as studies/a-name.yml.';
  return studies.map(oneText).join('\n\n');
}

function oneText({ name, title, fault, versions }: ListedStudy): string {
  const head = `${name}${title === null ? '' : `: ${title}`}`;
  if (fault !== null) return `${head}\nIt can't run: ${fault}`;
  if (versions.length === 0) return `${head}\nNot run yet.`;
  const rows = versions.slice(0, SHOWN).map(({ version, at, settings, counts }) => [
    ...[String(version), at.replace(/\.\d+Z$/, 'Z'), settings.slice(0, 8)],
    Object.entries(counts)
      .map(([verdict, count]) => `${countText(count)} ${verdict}`)
      .sort()
      .join(', '),
  ]);
  const columns = [
    { title: 'Version', figures: true },
    { title: 'Run at' },
    { title: 'Settings' },
    { title: 'Pairs' },
  ];
  const more = versions.length > SHOWN ? `\n${versions.length - SHOWN} older versions are in --json.` : '';
  return `${head}\n${textTable(columns, rows, 200)}${more}`;
}
