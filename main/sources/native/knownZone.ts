import { namedZone, type Zone } from '../../jinja/python/datetime/zone.ts';
import type { Making } from '../declarative/parts.ts';
import { Trouble } from '../trouble.ts';

/** The zone that a person entered; whoever wrote something else is told what to write. */
export function knownZone(name: string, { stream }: Pick<Making, 'stream'>): Zone {
  try {
    return namedZone(name);
  } catch {
    throw new Trouble('config', {
      code: 'SOURCE_REFUSED',
      message: `Stream “${stream}”: “${name.slice(0, 60)}” is not a time zone this machine knows.`,
      next: 'Enter one such as America/Los_Angeles or Europe/Berlin in the settings of the source.',
      subject: stream,
      retry: false,
    });
  }
}
