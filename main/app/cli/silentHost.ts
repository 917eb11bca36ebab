import { fail } from '../../../shared/errors/failure.ts';
import type { Host } from '../../rpc/host.ts';

/** The command line has no dialogs: nothing is picked, nothing pops up, no link is opened. */
export const silentHost: Host = {
  kind: 'cli',
  pickFolder: async () => null,
  pickFile: async () => null,
  pickSavePath: async () => null,
  notify: () => {},
  openExternal: async (url) =>
    fail('LINK_REFUSED', {
      message: 'The command line opens no links.',
      next: 'Open it yourself.',
      subject: url,
    }),
  async *requests() {},
  answer: () => {},
};
