import { fail, type Result } from '../../../../shared/errors/failure.ts';
import type { Finding } from '../../../insight/finding/verdict.ts';
import type { PairFindingOptions } from '../../../insight/screen/pairFinding.ts';
import { studiedPair } from '../../../insight/screen/studiedPair.ts';
import type { Study } from '../../../insight/screen/study.ts';
import { isRefusal, type Refusal } from '../../../insight/series/refusal.ts';
import { dataText } from './dataText.ts';
import { findingJson } from './findingJson.ts';
import { readmeText } from './readmeText.ts';
import { RECOMPUTE_SCRIPT } from './recomputeScript.ts';
import { writeWholeFolder } from './wholeFolder.ts';

/** A finding and all it was made from. */
export interface FindingExport {
  readonly study: Study;
  readonly pair: number;
  /** Those that the finding was made with: other ones give other numbers. */
  readonly options: PairFindingOptions;
  readonly finding: Finding;
}

/** Writes a new folder from which R recomputes the finding with nothing else; a folder that holds anything is refused. */
export async function exportFinding(
  { study, pair, options, finding }: FindingExport,
  folder: string,
): Promise<Result<void>> {
  const studied = studiedPair(study, pair);
  if (isRefusal(studied)) return nothingToExport(studied);
  if (finding.refusal !== null) return nothingToExport(finding.refusal);
  const causes = study.causes.map(({ name }) => name);
  return writeWholeFolder(folder, [
    { name: 'data.csv', text: dataText(studied) },
    { name: 'finding.json', text: findingJson(finding, causes, studied, options) },
    { name: 'recompute.R', text: RECOMPUTE_SCRIPT },
    { name: 'README.md', text: readmeText(finding, causes) },
  ]);
}

function nothingToExport({ message, next }: Refusal) {
  return fail('BAD_INPUT', { message: `There is no finding to export: ${message}`, next });
}
