import { forecastJob } from '../../../shared/contract/forecast.ts';
import type { JobId, Work } from '../../../shared/domain/job.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { OutlookAnswer, OutlookInput } from '../../insight/outlook/madeOutlook.ts';
import type { InsightSurroundings } from '../insightScreens.ts';
import { computeOutlook } from './computeOutlook.ts';
import { calledIn } from './told/words.ts';

export type ComputeOutlook = (input: OutlookInput, work: Work) => Promise<Result<OutlookAnswer>>;

/**
 * So that every screen sees how far it is and can cancel it. It belongs to the call that asked: when that goes, so does the work, and once it has ended it
 * leaves the list, for the forecast itself is its answer.
 */
export function computeAsJob({
  warehouse,
  jobs,
}: Pick<InsightSurroundings, 'warehouse' | 'jobs'>): ComputeOutlook {
  return (input, asked) =>
    new Promise((resolve, reject) => {
      const stop = () => started.ok && jobs.cancel(started.value);
      const leave = (job: JobId) => {
        asked.signal.removeEventListener('abort', stop);
        jobs.dismiss(job);
      };
      const started = warehouse.start(forecastJob(calledIn(input, input.outcome)), async (_, work, job) => {
        try {
          const made = await computeOutlook(input, work);
          // The job ends once this has returned.
          setImmediate(() => {
            leave(job);
            resolve(made);
          });
          return made.ok ? ok('The forecast is made.') : made;
        } catch (error) {
          reject(error);
          throw error;
        }
      });
      if (!started.ok) return resolve(started);
      asked.signal.addEventListener('abort', stop, { once: true });
      if (asked.signal.aborted) stop();
    });
}
