import { isAbsolute } from 'node:path';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { AmongPairs } from '../../insight/finding/finding.ts';
import { exportFinding } from '../studies/export/exportR.ts';
import type { Holding } from './heldStudy.ts';
import type { PlacedPair } from './pairOfStudy.ts';
import { pairAlone } from './thread/askedPair.ts';

/** The study's finding of a pair as a folder for R. What it is said to be must be what the warehouse still gives. */
export async function exportPair(
  holding: Holding,
  place: PlacedPair,
  among: AmongPairs,
  stored: { readonly verdict: string; readonly lead: number | null },
  folder: string,
  signal?: AbortSignal,
): Promise<Result<{ folder: string }>> {
  if (!isAbsolute(folder))
    return fail('BAD_INPUT', {
      message: `“${folder}” doesn’t say where the folder is to be.`,
      next: 'Choose a new folder by its whole path.',
      subject: folder,
    });
  const { data, options, slow } = holding;
  const finding = await slow.ask('finding', { ...place, among }, signal);
  if (finding.verdict !== stored.verdict || finding.lead !== stored.lead)
    return fail('BAD_INPUT', {
      message: 'Other pairs were tried since, and corrected for them this finding is another.',
      next: 'Run the study again, then export.',
    });
  const study = pairAlone({ study: data.study, options }, place);
  const exported = await exportFinding({ study, pair: 0, options, finding }, folder);
  return exported.ok ? ok({ folder }) : exported;
}
