import type { MissingStep } from '../../../shared/contract/brief.ts';
import { inputsOf, type StudyFile } from '../../../shared/domain/study.ts';
import { type Failure, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Store } from '../../warehouse/store.ts';

export function missingBriefFile(failure: Failure | null): MissingStep {
  return failure === null
    ? {
        is: 'no brief file',
        message: 'The workspace has no brief.yml, which says what directives are made from.',
        next: 'Copy it from the template social-to-sales, or write one that names the study and where directives go.',
        mend: 'file',
      }
    : { is: 'no brief file', message: failure.message, next: failure.next, mend: 'file' };
}

export function missingStudy({ message, next }: Failure): MissingStep {
  return { is: 'no study', message, next, mend: 'file' };
}

/**
 * What a study reads and isn't there yet: not loaded where RAW holds nothing at all or what is compared has no row, not
 * built otherwise.
 */
export async function missingInputs(store: Store, study: StudyFile): Promise<Result<MissingStep | null>> {
  const catalog = await store.catalog({ priority: 'interactive' });
  if (!catalog.ok) return catalog;
  const there = new Set(catalog.value.map(({ name }) => name));
  const missing = inputsOf(study).filter((relation) => !there.has(relation));
  if (missing.length === 0) return emptySide(store, study);
  if (!catalog.value.some(({ layer }) => layer === 'raw'))
    return ok({
      is: 'not loaded',
      message: 'No data was brought into this workspace yet.',
      next: 'Connect a source or load a file on the Sources screen, or load the demo data.',
      mend: 'sources',
    });
  return ok({
    is: 'not built',
    message: `${missing.join(', ')} ${missing.length === 1 ? 'isn’t' : 'aren’t'} there yet: the study reads ${missing.length === 1 ? 'it' : 'them'}.`,
    next: 'Build the models on the Models screen.',
    mend: 'models',
  });
}

/** Whoever would run the study over an empty side is told first what it lacks. */
async function emptySide(
  store: Store,
  { signals, outcomes }: StudyFile,
): Promise<Result<MissingStep | null>> {
  for (const { relation } of [signals, outcomes]) {
    const found = await store.query(`select 1 from ${store.quote(relation)} limit 1`);
    if (!found.ok) return found;
    if (found.value.rows.length > 0) continue;
    return ok({
      is: 'not loaded',
      message: `${relation} is empty: what it is made from brought no rows.`,
      next: 'Look on the Sources screen what its sources bring, extract or load it, and build the models.',
      mend: 'sources',
    });
  }
  return ok(null);
}

export function notStudied(study: string): MissingStep {
  return {
    is: 'not studied',
    message: `The study ${study} has not run yet, so nothing is known about leads.`,
    next: `Run the pipeline that studies it, or: npm run -s leadline -- study ${study}`,
    mend: 'pipelines',
  };
}

export function notBriefed(): MissingStep {
  return {
    is: 'not briefed',
    message: 'The findings were not yet held against the last days, so there are no directives.',
    next: 'Make the brief: it looks for what is spiking now.',
    mend: 'make',
  };
}

/** Days that are in the warehouse keep the zone they were counted in. */
export function otherZone(before: string, now: string): MissingStep {
  return {
    is: 'outdated',
    message: `The reporting zone was changed from ${before} to ${now} since the brief was made; days that were brought before are still counted in ${before}.`,
    next: `Extract or load them again, build and study; then make the brief again. Or go back to ${before} in leadline.yml.`,
    mend: 'sources',
  };
}

export function outdatedStep(outdated: readonly string[], newerVersion: boolean): MissingStep | null {
  if (outdated.length === 0 && !newerVersion) return null;
  const what = newerVersion ? 'The study has run again' : `${outdated.join(', ')} changed`;
  return {
    is: 'outdated',
    message: `${what} since the brief was made.`,
    next: 'Make the brief again, so that it speaks of what is there now.',
    mend: 'make',
  };
}
