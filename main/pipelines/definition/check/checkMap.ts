import type { Pipeline } from '../../../../shared/domain/pipeline/pipeline.ts';
import type { Step } from '../../../../shared/domain/pipeline/step.ts';
import { mappedParam } from '../mapItems.ts';
import { MOST_ITEMS, meant } from '../params.ts';
import { doubt, fault, type Path, type PipelineProblem } from '../problem.ts';
import { OPEN, written } from '../template.ts';

export function checkMap(step: Step, at: Path, { params }: Pipeline): PipelineProblem[] {
  const { map, name } = step;
  const path = [...at, 'map'];
  if (map === undefined)
    return step.at_once === undefined
      ? []
      : [doubt([...at, 'at_once'], `step ${name}: at_once counts items, and it isn't mapped over any`)];
  if (typeof map === 'string') return checkMappedParam(name, map, path, params ?? {});
  if ('query' in map)
    return map.query.includes(OPEN)
      ? [fault([...path, 'query'], `step ${name}: the query it is mapped over takes no ${OPEN} }}`)]
      : [];
  if (map.length > MOST_ITEMS)
    return [
      fault(path, `step ${name} has ${map.length} items, and ${MOST_ITEMS.toLocaleString('en')} is the most`),
    ];
  const templated = map.findIndex((item) => typeof item === 'string' && item.includes(OPEN));
  return templated === -1
    ? []
    : [fault([...path, templated], `step ${name}: items are taken as they are written, without ${OPEN} }}`)];
}

function checkMappedParam(
  step: string,
  map: string,
  path: Path,
  params: NonNullable<Pipeline['params']>,
): PipelineProblem[] {
  const param = mappedParam(map);
  if (param === null)
    return [
      fault(
        path,
        `step ${step}: map is a list of items, a param (${written('params.shops')}) or a query (query: select …)`,
      ),
    ];
  const definition = Object.hasOwn(params, param) ? params[param] : undefined;
  if (definition === undefined)
    return [
      fault(
        path,
        `step ${step} is mapped over the param ${param}, which isn't there${meant(param, Object.keys(params))}`,
      ),
    ];
  return definition.type === 'list'
    ? []
    : [
        fault(
          path,
          `step ${step} is mapped over the param ${param}, whose type is ${definition.type}: it must be a list`,
        ),
      ];
}
