import { ok } from '../../shared/errors/failure.ts';
import { attachPort } from '../rpc/attach.ts';
import { createPages } from '../rpc/pages.ts';
import { runDesktop } from '../shell/shell.ts';
import { YOUNG_MB } from '../warehouse/sqlite/lane.ts';
import { findPlaces } from './places.ts';
import { openWorkbench } from './workbench.ts';

/** The desktop program: the same workbench as everywhere, in a window of its own. */
runDesktop(({ root, electron, startUtility }) => {
  const places = findPlaces(root);
  return {
    home: places.home,
    pages: createPages(places.pages, { connect: "'none'" }),
    // No site carries it yet: what there is to read comes with the program.
    documentation: null,
    async openCore(host, onFront) {
      const opened = await openWorkbench({
        places,
        host,
        electron,
        onFront,
        startLane: (module, { heapMb }, events) =>
          startUtility(module, { heapMb, youngMb: YOUNG_MB }, events),
      });
      if (!opened.ok) return opened;
      const workbench = opened.value;
      return ok({
        log: workbench.log,
        settings: workbench.settings,
        workspaces: workbench.workspaces,
        begin: (workspace) => workbench.begin(workspace),
        attach: (port) => attachPort(workbench, port),
        power: (event) => workbench.power(event),
        schedule: workbench.schedule,
        close: () => workbench.close(),
      });
    },
  };
});
