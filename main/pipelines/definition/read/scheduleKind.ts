import type * as z from 'zod';
import { nearestWord } from '../../../../shared/domain/nearestWord.ts';
import { Schedule } from '../../../../shared/domain/pipeline/schedule.ts';
import { quoted } from '../problem.ts';

const KINDS = ['cron', 'every', 'after'] as const;

/** What a schedule must say, by the key that names its kind. */
export function chooseSchedule(data: unknown): { readonly schema: z.ZodObject } | { readonly why: string } {
  const all = KINDS.join(', ');
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    return { why: `schedule: must be a mapping with one of ${all}` };
  const kinds = KINDS.filter((kind) => Object.hasOwn(data, kind));
  const [kind, second] = kinds;
  if (second !== undefined)
    return { why: `schedule: says ${kinds.join(' and ')}, and can be only one of them` };
  const schema = Schedule.options.find((option) => kind !== undefined && kind in option.shape);
  if (schema !== undefined) return { schema };
  for (const key of Object.keys(data).slice(0, 20)) {
    const near = nearestWord(key, KINDS);
    if (near !== undefined)
      return { why: `schedule: ${quoted(key)} is not a key Leadline knows: did you mean ${near}?` };
  }
  return { why: `schedule: doesn't say when: give it one of ${all}` };
}
