import { unwrap } from '../guard.ts';
import { os } from '../implementer.ts';

const calls = os.pipelines;

export const pipelinesCalls = {
  watch: calls.watch.handler(async ({ context, signal }) => (await context.pipelineScreens()).watch(signal)),
  list: calls.list.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.pipelineScreens()).list(input, signal)),
  ),
  detail: calls.detail.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.pipelineScreens()).detail(input, signal)),
  ),
  check: calls.check.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.pipelineScreens()).check(input, signal)),
  ),
  save: calls.save.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.pipelineScreens()).save(input, signal)),
  ),
  remove: calls.remove.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.pipelineScreens()).remove(input, signal)),
  ),
  offers: calls.offers.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.pipelineScreens()).offers(input, signal)),
  ),
  turn: calls.turn.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.pipelineScreens()).turn(input, signal)),
  ),
  pause: calls.pause.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.pipelineScreens()).pause(input, signal)),
  ),
  release: calls.release.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.pipelineScreens()).release(input, signal)),
  ),
  run: calls.run.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.pipelineScreens()).run(input, signal)),
  ),
  cancel: calls.cancel.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.pipelineScreens()).cancel(input, signal)),
  ),
  retry: calls.retry.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.pipelineScreens()).retry(input, signal)),
  ),
  clear: calls.clear.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.pipelineScreens()).clear(input, signal)),
  ),
  answer: calls.answer.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.pipelineScreens()).answer(input, signal)),
  ),
  runs: calls.runs.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.pipelineScreens()).runs(input, signal)),
  ),
  grid: calls.grid.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.pipelineScreens()).grid(input, signal)),
  ),
  runDetail: calls.runDetail.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.pipelineScreens()).runDetail(input, signal)),
  ),
  items: calls.items.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.pipelineScreens()).items(input, signal)),
  ),
  tries: calls.tries.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.pipelineScreens()).tries(input, signal)),
  ),
  log: calls.log.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.pipelineScreens()).log(input, signal)),
  ),
  followLog: calls.followLog.handler(async ({ context, input, signal }) =>
    (await context.pipelineScreens()).followLog(input, signal),
  ),
  planBackfill: calls.planBackfill.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.pipelineScreens()).planBackfill(input, signal)),
  ),
  backfill: calls.backfill.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.pipelineScreens()).backfill(input, signal)),
  ),
  backfills: calls.backfills.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.pipelineScreens()).backfills(input, signal)),
  ),
  cancelBackfill: calls.cancelBackfill.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.pipelineScreens()).cancelBackfill(input, signal)),
  ),
  alerts: calls.alerts.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.pipelineScreens()).alerts(input, signal)),
  ),
  saveAlerts: calls.saveAlerts.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.pipelineScreens()).saveAlerts(input, signal)),
  ),
  testAlert: calls.testAlert.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.pipelineScreens()).testAlert(input, signal)),
  ),
  deliveries: calls.deliveries.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.pipelineScreens()).deliveries(input, signal)),
  ),
};
