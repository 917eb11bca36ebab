import type { Param, Pipeline } from '../../../../shared/domain/pipeline/pipeline.ts';
import { paramFault } from '../params.ts';
import { fault, type PipelineProblem } from '../problem.ts';

export function checkParams({ params, schedule }: Pipeline): PipelineProblem[] {
  return Object.entries(params ?? {}).flatMap(([name, param]) => {
    const at = ['params', name];
    const wrong = param.default === undefined ? null : paramFault(param, param.default);
    return [
      ...choiceFaults(name, param),
      ...(wrong === null ? [] : [fault([...at, 'default'], `params.${name}: its default ${wrong}`)]),
      ...(param.default === undefined && schedule !== undefined
        ? [fault(at, `params.${name} needs a default: on a schedule nobody is there to give a value`)]
        : []),
    ];
  });
}

function choiceFaults(name: string, param: Param): PipelineProblem[] {
  const plain = { type: param.type };
  return (param.choices ?? []).flatMap((choice, index) => {
    const wrong = paramFault(plain, param.type === 'list' ? [choice] : choice);
    return wrong === null
      ? []
      : [fault(['params', name, 'choices', index], `params.${name}: the choice ${String(choice)} ${wrong}`)];
  });
}
