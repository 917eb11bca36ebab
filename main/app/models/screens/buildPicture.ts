import type {
  BuildEnd,
  BuildPicture,
  BuildStep,
  BuildTrouble,
  NodeStatus,
} from '../../../../shared/contract/models.ts';
import type { NodeResult } from '../../../models/build/nodeResult.ts';
import type { BuildPicture as Picture } from '../workspaceModels.ts';

const MOST_TROUBLE = 200;
const MOST_RUNNING = 20;

/** A build as a window shows it: nodes of the graph one by one, checks by number, trouble in words. */
export function buildPicture(picture: Picture): BuildPicture {
  const { job, options, startedAt, phase, nodes } = picture;
  const ended = nodes.flatMap(({ result }) => (result === null ? [] : [result]));
  const checks: Partial<Record<NodeStatus, number>> = {};
  for (const { kind, status } of ended) if (isCheckKind(kind)) checks[status] = (checks[status] ?? 0) + 1;
  return {
    job,
    wish: {
      command: commandOf(options.command),
      select: [...(options.selection.select ?? [])],
      exclude: [...(options.selection.exclude ?? [])],
      fullRefresh: options.fullRefresh ?? false,
      scope: options.scope ?? 'changed',
      publish: options.publish ?? 'together',
    },
    startedAt,
    phase,
    done: ended.length,
    total: phase === 'reading' ? null : nodes.length,
    steps: Object.fromEntries(
      nodes.flatMap(({ id, status }): [string, BuildStep][] => (isCheckId(id) ? [] : [[id, status]])),
    ),
    checks,
    running: nodes
      .filter(({ status }) => status === 'running')
      // What is made says more than what is asked about it.
      .toSorted((a, b) => Number(isCheckId(a.id)) - Number(isCheckId(b.id)))
      .slice(0, MOST_RUNNING)
      .map(({ id }) => shortName(id)),
    trouble: ended.filter(isTrouble).slice(0, MOST_TROUBLE).map(troubleOf),
    end: phase === 'ended' ? endOf(picture) : null,
  };
}

/** Checks are named by their second part as all nodes are, and followed by a hash: `test.shop.not_null_a_b.0123456789`. */
export function shortName(id: string): string {
  const [kind = '', , name = '', more] = id.split('.');
  if (kind === 'source' || kind === 'unit_test') return more === undefined ? name : `${name}.${more}`;
  return name === '' ? id : name;
}

export function isCheckId(id: string): boolean {
  return id.startsWith('test.') || id.startsWith('unit_test.') || id.startsWith('operation.');
}

function isCheckKind(kind: NodeResult['kind']): boolean {
  return kind === 'test' || kind === 'unit_test';
}

function isTrouble({ status }: NodeResult): boolean {
  return status !== 'success' && status !== 'unchanged' && status !== 'pass' && status !== 'cancelled';
}

function troubleOf(result: NodeResult): BuildTrouble {
  return {
    id: result.id,
    name: shortName(result.id),
    kind: result.kind,
    status: result.status,
    message: result.failure?.message ?? result.message ?? '',
    failures: result.failures ?? null,
    failure: result.failure ?? null,
  };
}

function endOf({ report, failure, endedAt, startedAt, nodes }: Picture): BuildEnd {
  const cancelled = failure?.code === 'CANCELLED' || nodes.some(({ status }) => status === 'cancelled');
  return {
    build: report?.id ?? null,
    status: cancelled ? 'cancelled' : failure === null && report?.success === true ? 'success' : 'failed',
    at: endedAt ?? startedAt,
    published: [...(report?.published ?? [])],
    keptBack: (report?.keptBack ?? []).map(({ id, because }) => ({
      id,
      name: shortName(id),
      because: { id: because, name: shortName(because) },
    })),
    failure: cancelled ? null : failure,
  };
}

function commandOf(command: Picture['options']['command']): BuildPicture['wish']['command'] {
  return command === 'compile' || command === 'run-operation' ? 'build' : command;
}
