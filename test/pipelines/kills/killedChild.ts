import { silentHost } from '../../../main/app/cli/silentHost.ts';
import { findPlaces } from '../../../main/app/places.ts';
import { openWorkbench } from '../../../main/app/workbench.ts';
import { ENDED } from '../../../main/pipelines/run/states.ts';
import { SecretName } from '../../../shared/contract/vault.ts';
import { PipelineName } from '../../../shared/domain/pipeline/pipeline.ts';
import { Secret } from '../../../shared/domain/secret.ts';
import type { Result } from '../../../shared/errors/failure.ts';

/** What one life of the program is told. */
export interface ChildOrder {
  readonly root: string;
  readonly workspace: string;
  readonly connection: string | null;
  /** Which run this life is about, from 1: it is begun only where no earlier life began it. */
  readonly run: number;
}

/** Goes on with what an earlier life left, or starts a run; says `ready` when it works, `ended` when nothing is open any more. */
async function live({ root, workspace, connection, run: wanted }: ChildOrder): Promise<void> {
  const workbench = must(await openWorkbench({ places: findPlaces(root), host: silentHost }));
  must(await workbench.workspaces.open(workspace));
  const id = workbench.workspaces.currentId();
  if (connection !== null && id !== null)
    must(await workbench.vault.set(id, SecretName.parse('shared'), new Secret(connection)));
  const { pipelines, records } = must(await (await workbench.pipelines()).opened());
  const name = PipelineName.parse('daily');
  const newest = async () => must(await records.runs({ pipeline: name }, { skip: 0, take: 1 }))[0];
  const begun = must(await records.countRuns({ pipeline: name }));
  if (begun < wanted) must(await pipelines.runNow(name, {}));
  process.stdout.write('ready\n');
  const awake = setInterval(() => undefined, 1_000);
  for (;;) {
    let wake = () => {};
    const changed = new Promise<void>((settle) => {
      wake = settle;
    });
    const unlisten = pipelines.onChange(wake);
    const run = await newest();
    if (run?.status === 'crash_loop') must(await pipelines.answer(run.id, true));
    if (run !== undefined && ENDED.includes(run.status)) {
      const tasks = must(await records.tasks([run.id])).get(run.id) ?? [];
      for (const { step, status, note } of tasks) process.stderr.write(`${step} ${status}: ${note}\n`);
      process.stdout.write(`ended ${run.status}\n`);
      break;
    }
    await changed;
    unlisten();
  }
  clearInterval(awake);
  await workbench.close();
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`);
  return result.value;
}

await live(JSON.parse(process.argv[2] ?? '') as ChildOrder);
