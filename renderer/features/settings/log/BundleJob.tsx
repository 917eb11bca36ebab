import type { Job } from '../../../../shared/domain/job.ts';
import { State } from '../../../ui/State.tsx';
import classes from '../settings.module.css';

/** How the export stands; it can be cancelled from the running-work list of the frame, like all work. */
export default function BundleJob({ job }: { job: Job }) {
  return (
    <div role="status">
      {job.status === 'running' && <State state="running">{job.progress?.step ?? job.title}</State>}
      {job.status === 'cancelling' && <State state="running">Cancelling</State>}
      {job.status === 'cancelled' && <State state="idle">Cancelled; no file was written.</State>}
      {job.status === 'done' && <State state="ok">{job.outcome}</State>}
      {job.status === 'failed' && (
        <>
          <State state="broken">{job.message}</State>
          <p className={classes['quiet']}>{job.next}</p>
        </>
      )}
    </div>
  );
}
