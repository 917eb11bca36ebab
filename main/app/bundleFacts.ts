import type { AppInfo, DoctorLine } from '../../shared/contract/app.ts';
import type { SettingsStore } from '../workspace/settings.ts';
import type { Workspaces } from '../workspace/workspaces.ts';

export interface Known {
  readonly info: () => AppInfo;
  readonly doctor: () => Promise<DoctorLine[]>;
  readonly settings: SettingsStore;
  readonly workspaces: Workspaces;
}

/** What goes into a diagnostics bundle beside the log: how things stand, and nothing of the person's data. */
export async function bundleFacts({ info, doctor, settings, workspaces }: Known) {
  const workspace = workspaces.current();
  const facts = {
    'about.json': info(),
    'doctor.json': await doctor(),
    'settings.json': settings.current(),
    'workspace.json': workspace && {
      ...workspace,
      config: workspace.config && { ...workspace.config, name: undefined },
    },
  };
  return Object.entries(facts).map(([name, value]) => ({
    name,
    text: `${JSON.stringify(value, null, 2)}\n`,
  }));
}
