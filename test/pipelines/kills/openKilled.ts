import { silentHost } from '../../../main/app/cli/silentHost.ts';
import { findPlaces, projectRoot } from '../../../main/app/places.ts';
import { openWorkbench } from '../../../main/app/workbench.ts';
import type { Store } from '../../../main/warehouse/store.ts';
import { SecretName } from '../../../shared/contract/vault.ts';
import { Secret } from '../../../shared/domain/secret.ts';
import { must } from '../../warehouse/store/bench.ts';
import type { KillLoop } from './killLoop.ts';

/** Opens what the killed programs left, and looks. */
export async function openKilled<T>(
  { home, workspace, connection }: Pick<KillLoop, 'home' | 'workspace' | 'connection'>,
  look: (store: Store) => Promise<T>,
): Promise<T> {
  const places = { ...findPlaces(projectRoot()), home };
  const workbench = must(await openWorkbench({ places, host: silentHost }));
  try {
    must(await workbench.workspaces.open(workspace));
    const id = workbench.workspaces.currentId();
    if (connection !== null && id !== null)
      must(await workbench.vault.set(id, SecretName.parse('shared'), new Secret(connection)));
    return await look(must(await workbench.warehouse.get()).store);
  } finally {
    await workbench.close();
  }
}
