import makeRows, { type FileOutcome } from './makeRows.ts';
import type { FilePlan } from './plan.ts';

export interface DryProgress {
  readonly rows: number;
  readonly bytes: number;
}

const REPORT_MS = 200;

/** Makes every row of a plan and keeps none. Runs confined, see `isolated/isolate.ts`. */
export default async function* dryRun(plan: FilePlan): AsyncGenerator<DryProgress, FileOutcome, void> {
  let progress: DryProgress = { rows: 0, bytes: 0 };
  let told = 0;
  const rows = makeRows({ plan, rejectedTo: null }, (now) => {
    progress = { rows: now.rows, bytes: now.bytes };
  });
  for (;;) {
    const { done, value } = await rows.next();
    if (done) return value as FileOutcome;
    if (performance.now() - told < REPORT_MS) continue;
    told = performance.now();
    yield progress;
  }
}
