import { carryOutFreshness } from '../../checks/carryOutFreshness.ts';
import { carryOutTest } from '../../checks/carryOutTest.ts';
import { carryOutUnitTest } from '../../checks/carryOutUnitTest.ts';
import type { ModelNode, ProjectNode } from '../../project/nodes.ts';
import { carryOutIncremental } from '../incremental/carryOutIncremental.ts';
import type { CarryOut, NodeRun, Told } from '../nodeRun.ts';
import { carryOutSeed } from '../seed/carryOutSeed.ts';
import { carryOutSnapshot } from '../snapshot/carryOutSnapshot.ts';
import { compileOnly } from './compileOnly.ts';
import { carryOutCustom } from './custom.ts';
import { notYet } from './notYet.ts';
import { carryOutMaterializedView, carryOutTable } from './table.ts';
import { carryOutView } from './view.ts';

const MODELS: Readonly<Record<string, CarryOut<ModelNode>>> = {
  view: carryOutView,
  table: carryOutTable,
  materialized_view: carryOutMaterializedView,
  incremental: carryOutIncremental,
};

/** Who makes or asks a node: one line for each kind. */
export function carryOut(run: NodeRun): Promise<Told> {
  const { node, request } = run;
  if (request.command === 'compile') return compileOnly(run);
  switch (node.resourceType) {
    case 'model':
      return carryOutModel(as(run, node));
    case 'seed':
      return carryOutSeed(as(run, node));
    case 'snapshot':
      return carryOutSnapshot(as(run, node));
    case 'test':
      return carryOutTest(as(run, node));
    case 'unit_test':
      return carryOutUnitTest(as(run, node));
    case 'source':
      return carryOutFreshness(as(run, node));
    default:
      return notYet(node.resourceType)(run);
  }
}

function carryOutModel(run: NodeRun<ModelNode>): Promise<Told> {
  const { node, surroundings } = run;
  const { project } = surroundings;
  const ours = new Set((project.options.builtInMacros ?? []).map((one) => one.packageName));
  const own = project.macros.materialization(node.materialized);
  if (own !== null && !ours.has(own.packageName)) return carryOutCustom(own)(run);
  const known = Object.hasOwn(MODELS, node.materialized) ? MODELS[node.materialized] : undefined;
  return (known ?? notYet(`materialized: ${node.materialized}`))(run);
}

function as<Node extends ProjectNode>(run: NodeRun, node: Node): NodeRun<Node> {
  return { ...run, node };
}
