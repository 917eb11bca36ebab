import { createWorkspaces } from '../createWorkspaces.ts';
import { quietLog } from './quietLog.ts';

/** Opens a workspace and renames it again and again until it is killed. */
const [folder = '', home = ''] = process.argv.slice(2);
const workspaces = createWorkspaces({
  home,
  userFolder: home,
  templatesFolder: home,
  log: quietLog(),
  clock: () => new Date(),
  hostKind: 'cli',
});
const opened = await workspaces.open(folder);
process.stdout.write(opened.ok ? 'open\n' : `${opened.failure.code}\n`);
for (let round = 0; opened.ok; round++) {
  const changed = await workspaces.change({ name: `Shop ${round}${'x'.repeat(round % 60)}` });
  if (!changed.ok) throw new Error(changed.failure.message);
}
