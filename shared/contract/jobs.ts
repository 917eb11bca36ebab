import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { Job, JobId } from '../domain/job.ts';
import { call } from './base.ts';

export const jobs = {
  /** Everything running or lately ended, at most ten times a second; the latest state wins. */
  watch: call.output(eventIterator(z.array(Job))),
  cancel: call.input(z.object({ id: JobId })),
  /** Takes an ended job off the list. */
  dismiss: call.input(z.object({ id: JobId })),
};
