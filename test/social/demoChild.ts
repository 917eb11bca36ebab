import { silentHost } from '../../main/app/cli/silentHost.ts';
import { prepareSocialWorkspace } from '../../main/app/demo/prepareSocialWorkspace.ts';
import { findPlaces, projectRoot } from '../../main/app/places.ts';
import { openWorkbench } from '../../main/app/workbench.ts';

/** The demo in a process of its own, which dies as a pulled plug would as soon as it says that it is at a stage. */
const [home = '', path = '', days = '', stage = ''] = process.argv.slice(2);
const opened = await openWorkbench({
  places: { ...findPlaces(projectRoot()), home, userFolder: home },
  host: silentHost,
});
if (!opened.ok) throw new Error(opened.failure.message);
await prepareSocialWorkspace(
  { ...opened.value, userFolder: home },
  { path, seed: 1, days: Number(days) },
  {
    signal: new AbortController().signal,
    report: ({ step }) => {
      if (step === stage) process.kill(process.pid, 'SIGKILL');
    },
  },
);
