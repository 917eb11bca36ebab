import { Dict } from '../../../jinja/dict.ts';
import { fn } from '../../../jinja/fn.ts';
import { float, type Value } from '../../../jinja/value.ts';
import { nodeFacts } from '../../compile/nodeFacts.ts';
import type { Project } from '../../project/project.ts';
import { Namespace } from '../../project/render/callable.ts';
import { toValue } from '../../project/render/values.ts';
import type { NodeResult } from '../nodeResult.ts';

/** `results` of on-run-end, as packages read it: a list of dbt's RunResult. Operations are not among them. */
export function resultsValue(project: Project, results: readonly NodeResult[]): Value {
  return results.flatMap((result) => {
    const node = project.nodes.get(result.id);
    if (node === undefined || result.kind === 'operation') return [];
    const fields: Readonly<Record<string, () => Value>> = {
      node: () => {
        const facts = toValue(nodeFacts(node, project));
        return facts instanceof Dict
          ? new Namespace('Node', (name) => (name === 'to_dict' ? dictOf(() => facts) : facts.get(name)))
          : facts;
      },
      unique_id: () => result.id,
      status: () => (result.status === 'unchanged' ? 'success' : result.status),
      message: () => result.message ?? null,
      execution_time: () => float(result.milliseconds / 1000),
      failures: () => result.failures ?? null,
      thread_id: () => 'Thread-1',
      timing: () => [],
      compiled_code: () => result.sql ?? null,
      relation_name: () => result.relation ?? null,
      adapter_response: () =>
        new Dict([
          ['_message', result.message ?? ''],
          ['rows_affected', result.rows ?? 0],
        ]),
    };
    const field = (name: string) => (Object.hasOwn(fields, name) ? fields[name]?.() : undefined);
    return [
      new Namespace('RunResult', (name) => {
        if (name !== 'to_dict') return field(name);
        return dictOf(() => new Dict(Object.entries(fields).map(([key, value]) => [key, value()])));
      }),
    ];
  });
}

const dictOf = (make: () => Dict): Value => fn('to_dict', [['omit_none', false]], make);
