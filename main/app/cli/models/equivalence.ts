import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Equivalence } from '../../../models/build/equivalence/checkEquivalence.ts';
import type { ProjectNode } from '../../../models/project/nodes.ts';
import type { Answer, Invocation } from '../command.ts';
import { interruptible } from '../interrupt.ts';
import { shownAt } from '../shownAt.ts';
import { countText, textTable } from '../textTable.ts';
import { labelOf } from './liveLines.ts';
import { wishOf } from './wish.ts';
import { withModelling } from './withModelling.ts';

const SAMPLE_ROWS = 10;

/** Whether what grew bit by bit is what its SQL gives when it is made at once. */
export async function equivalence(call: Invocation): Promise<Result<Answer>> {
  const wish = await wishOf('compile', call.options, call.folder);
  if (!wish.ok) return wish;
  return interruptible(call, (signal) =>
    withModelling(call, async ({ modelling }) => {
      const listed = await modelling.list(wish.value);
      if (!listed.ok) return listed;
      for (const warning of listed.value.warnings) call.terminal.progress(warning);
      const nodes = listed.value.nodes.filter(growsBitByBit);
      const found: Equivalence[] = [];
      const report = shownAt(call.terminal);
      for (const [at, node] of nodes.entries()) {
        report({ step: 'Comparing', done: at, total: nodes.length, unit: 'models' });
        const compared = await modelling.equivalence(node.uniqueId, wish.value, { signal, report });
        if (!compared.ok) return compared;
        found.push(compared.value);
      }
      return ok({
        data: found,
        text:
          found.length === 0
            ? 'Nothing that is selected grows bit by bit: there is no incremental model and no snapshot in it.'
            : found.map(textOf).join('\n\n'),
        failed: found.some(({ equal }) => !equal),
      });
    }),
  );
}

function growsBitByBit(node: ProjectNode): boolean {
  return (
    node.resourceType === 'snapshot' || (node.resourceType === 'model' && node.materialized === 'incremental')
  );
}

function textOf({ id, relation, equal, difference, faults, notes }: Equivalence): string {
  const { rowsLeft, onlyLeft, onlyRight, differing, columns, sample } = difference;
  const head = equal
    ? `${labelOf(id)}: ${relation} is what its SQL gives when it is made anew (${countText(rowsLeft)} rows).`
    : `${labelOf(id)}: ${relation} is not what its SQL gives when it is made anew: ${countText(onlyLeft)} rows only there, ${countText(onlyRight)} only anew, ${countText(differing)} of one key differ.`;
  const rows = sample
    .slice(0, SAMPLE_ROWS)
    .map(({ side, cells }) => [side === 'left' ? 'there' : 'anew', ...cells.map((cell) => cell ?? '')]);
  return [
    head,
    ...faults.map(({ fault, versions }) => `  Its history: ${fault}, ${countText(versions)} versions.`),
    ...notes.map((note) => `  ${note}`),
    ...(rows.length === 0
      ? []
      : [textTable([{ title: 'row' }, ...columns.map((title) => ({ title }))], rows, 30)]),
  ].join('\n');
}
