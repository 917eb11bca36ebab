import { PipelineName } from '../../../shared/domain/pipeline/pipeline.ts';
import { RunStatus } from '../../../shared/domain/pipeline/run.ts';
import { fail, ok } from '../../../shared/errors/failure.ts';
import type { Command } from './command.ts';
import { wholeNumber } from './wholeNumber.ts';

export const runsCommand: Command = {
  name: 'runs',
  summary: 'list runs of pipelines, newest first',
  usage: 'runs [pipeline] [--status failed] [--limit 20] [--workspace DIR]',
  help: `
Every run on record with its state, its interval and how long it took. Works while the workspace is open elsewhere.

  --status S   only these: ${RunStatus.options.join(', ')}; several with commas
  --limit N    so many (20)`,
  words: [0, 1],
  options: { status: { type: 'string' }, limit: { type: 'string' } },
  async run(call) {
    const { withRunRecords } = await import('./pipelines/withPipelines.ts');
    const { runTable } = await import('./pipelines/runTable.ts');
    const limit = wholeNumber(call, 'limit', { least: 1, most: 10_000, otherwise: 20 });
    if (!limit.ok) return limit;
    const asked = String(call.options['status'] ?? '')
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== '');
    const status = RunStatus.array().safeParse(asked);
    if (!status.success)
      return fail('BAD_INPUT', {
        message: `--status can't be "${call.options['status']}".`,
        next: `Use ${RunStatus.options.join(', ')}.`,
      });
    const [word] = call.words;
    const pipeline = word === undefined ? undefined : PipelineName.safeParse(word);
    if (pipeline?.success === false)
      return fail('BAD_INPUT', {
        message: `"${word}" can't be the name of a pipeline.`,
        next: 'See help runs.',
      });
    return withRunRecords(call, async (records) => {
      const found = await records.runs(
        {
          ...(pipeline && { pipeline: pipeline.data }),
          ...(status.data.length > 0 && { status: status.data }),
        },
        { skip: 0, take: limit.value },
      );
      if (!found.ok) return found;
      const asksAll = word === undefined && status.data.length === 0;
      const none = asksAll ? 'No run is on record yet.' : 'No such run is on record.';
      const text = found.value.length === 0 ? none : runTable(found.value);
      return ok({ data: found.value, text });
    });
  },
};
