import type { TryLine } from '../../../../shared/contract/pipelines.ts';
import type { Shown } from '../../../ui/shown.ts';
import { RUNS } from './states.ts';

export const TRY_STATES: Record<TryLine['status'], Shown> = {
  running: RUNS.running,
  succeeded: { ...RUNS.succeeded, means: 'It did what it is there for.' },
  failed: { ...RUNS.failed, means: 'It did not end well; why is said below.' },
  cancelled: { ...RUNS.cancelled, means: 'It was stopped on your word.' },
  interrupted: {
    ...RUNS.interrupted,
    state: 'idle',
    means: 'Leadline stopped while it ran. It counts as no try.',
  },
};
