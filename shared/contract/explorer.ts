import * as z from 'zod';
import { StudyName } from '../domain/study.ts';
import { call } from './base.ts';

export const explorer = {
  /** The studies whose pairs can be explored, by their names. */
  studies: call.output(z.array(z.object({ name: StudyName, title: z.string() }))),
};
