import { fail, ok } from '../../../shared/errors/failure.ts';
import type { SourceHost } from '../../sources/host.ts';
import { realClock } from './realClock.ts';

/** For looking at a connector's streams without asking anybody. */
export const inertHost: SourceHost = {
  http: {
    send: async () =>
      fail('HTTP_REFUSED', {
        message: 'Nobody is asked while a connector is only looked at.',
        next: 'Add it as a source first, then discover its streams.',
      }),
    heed: async () => {},
    close: async () => {},
  },
  clock: realClock,
  random: () => 0,
  keepSecrets: async () => ok(undefined),
  say: () => {},
};
