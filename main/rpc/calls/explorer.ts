import { unwrap } from '../guard.ts';
import { os } from '../implementer.ts';

const calls = os.explorer;

export const explorerCalls = {
  studies: calls.studies.handler(async ({ context, signal }) =>
    unwrap(await (await context.explorer()).studies(signal)),
  ),
  open: calls.open.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.explorer()).open(input, signal)),
  ),
  findings: calls.findings.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.explorer()).findings(input, signal)),
  ),
  pair: calls.pair.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.explorer()).pair(input, signal)),
  ),
  finding: calls.finding.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.explorer()).finding(input, signal)),
  ),
  events: calls.events.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.explorer()).events(input, signal)),
  ),
  heat: calls.heat.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.explorer()).heat(input, signal)),
  ),
  notes: calls.notes.handler(async ({ context }) => unwrap(await (await context.explorer()).notes())),
  addNote: calls.addNote.handler(async ({ context, input }) =>
    unwrap(await (await context.explorer()).addNote(input)),
  ),
  changeNote: calls.changeNote.handler(async ({ context, input }) =>
    unwrap(await (await context.explorer()).changeNote(input)),
  ),
  removeNote: calls.removeNote.handler(async ({ context, input }) =>
    unwrap(await (await context.explorer()).removeNote(input)),
  ),
  exportR: calls.exportR.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.explorer()).exportR(input, signal)),
  ),
};
