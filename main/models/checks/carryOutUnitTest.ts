import { type Failure, fail } from '../../../shared/errors/failure.ts';
import type { Answer, BuildPlace, FoundColumn } from '../../warehouse/builds.ts';
import type { CarryOut, NodeRun, Told } from '../build/nodeRun.ts';
import { createRendering } from '../compile/createRendering.ts';
import type { RenderingOptions } from '../compile/rendering.ts';
import type { ModelNode, UnitTestNode } from '../project/nodes.ts';
import { withoutEnd } from './checkQuery.ts';
import { invalid, spokenAgainst, unanswered } from './told.ts';
import { comparedOf, type Difference, differenceOf } from './unit/compareRows.ts';
import { expectedRows } from './unit/expectedRows.ts';
import { type GivenCte, inputNames, makeInputs } from './unit/givenInputs.ts';

/** Runs a model's own SQL over given rows instead of what it reads, and holds what comes out to what is expected. */
export const carryOutUnitTest: CarryOut<UnitTestNode> = async (run) => {
  const { node, surroundings, line } = run;
  const model = surroundings.project.nodes.get(node.model);
  if (model === undefined || model.resourceType !== 'model')
    return unanswered(
      invalid(node, `The unit test ${node.name} is for a model that isn't there.`, 'Correct the name.'),
      node,
    );
  const scratch: BuildPlace[] = [];
  try {
    return await ask(run, model, (place) => scratch.push(place));
  } finally {
    for (const place of scratch) await line.drop(place);
  }
};

async function ask(
  run: NodeRun<UnitTestNode>,
  model: ModelNode,
  scratch: (place: BuildPlace) => void,
): Promise<Told> {
  const { node, surroundings, line, signal } = run;
  const given = inputNames(node);
  const missing = model.dependsOn.filter((id) => !given.has(id));
  const absent = new Map(missing.map((id, at) => [id, `not_given_${at + 1}`] as const));
  const options: RenderingOptions = {
    inputs: new Map([...given, ...absent]),
    overrides: node.overrides,
    // Unless it is overridden, a test is about the first build: what lies in the warehouse must not decide.
    incremental: false,
  };
  const rendering = createRendering(surroundings, model, line, options);
  const inputs = async (thisColumns: readonly FoundColumn[]) =>
    makeInputs(run, model, rendering, given, { scratch, thisColumns });

  const thisColumns = given.has('this') ? await columnsMade(run, model, options, given, scratch) : [];
  const made = await inputs(thisColumns);
  if (!made.ok) return unanswered(made.failure, node);
  const compiled = await rendering.compile();
  if (!compiled.ok) return unanswered(compiled.failure, node);
  for (const [id, name] of absent)
    if (new RegExp(`\\b${name}\\b`).test(compiled.value.sql))
      return unanswered(notGiven(node, model, id), node);

  const sql = aroundModel(made.value, compiled.value.sql);
  const shown = aroundModel(made.value, compiled.value.shown);
  const actual = await line.run(sql, { signal });
  if (!actual.ok) return unanswered(actual.failure, node, { sql: shown });
  const expected = await expectedRows(run, actual.value, rendering);
  if (!expected.ok) return unanswered(expected.failure, node, { sql: shown, at: node.expect.place });
  const difference = differenceOf(expected.value, comparedOf(actual.value, expected.value.columns));
  if (difference === null)
    return { status: 'pass', failures: 0, message: said(expected.value.rows.length), sql: shown };
  const message = sentence(difference, expected.value.rows.length);
  return {
    status: 'fail',
    failures: 1,
    message,
    sql: shown,
    sample: { columns: difference.columns, rows: difference.rows },
    failure: spokenAgainst(
      node,
      `The unit test ${node.name} of ${model.name} fails: ${message}`,
      'Compare the rows, then correct the model, or what the test expects.',
      node.expect.place,
    ),
  };
}

/** Brackets instead of merging the lists of expressions: the model may begin with one of its own. */
function aroundModel(inputs: readonly GivenCte[], sql: string): string {
  const ctes = inputs.map(({ name, sql: one }) => `${name} as (\n${one}\n)`);
  const before = ctes.length === 0 ? '' : `with ${ctes.join(', ')}\n`;
  return `${before}select * from (\n${withoutEnd(sql)}\n) actual`;
}

/**
 * What `this` looks like where it doesn't exist yet: what the model makes on its first build. An answer without rows
 * tells it, on the engine that knows types.
 */
async function columnsMade(
  run: NodeRun<UnitTestNode>,
  model: ModelNode,
  options: RenderingOptions,
  given: ReadonlyMap<string, string>,
  scratch: (place: BuildPlace) => void,
): Promise<readonly FoundColumn[]> {
  const { surroundings, line, signal, node } = run;
  if (surroundings.builds.engine === 'sqlite') return [];
  const full = createRendering(surroundings, model, line, {
    ...options,
    incremental: false,
    overrides: { ...node.overrides, macros: { ...node.overrides.macros, is_incremental: false } },
  });
  const others: NodeRun<UnitTestNode> = {
    ...run,
    node: { ...node, given: node.given.filter((input) => input.uniqueId !== undefined) },
  };
  const made = await makeInputs(others, model, full, given, { scratch, thisColumns: [] });
  const compiled = await full.compile();
  if (!made.ok || !compiled.ok) return [];
  const answer = await line.run(`${aroundModel(made.value, compiled.value.sql)}\nlimit 0`, { signal });
  return answer.ok ? foundColumns(answer.value) : [];
}

function foundColumns(answer: Answer): readonly FoundColumn[] {
  return answer.columns.map(({ name, type }) => ({ name, dataType: type, nullable: true }));
}

function notGiven(node: UnitTestNode, model: ModelNode, id: string): Failure {
  const [kind = '', , ...rest] = id.split('.');
  const call = kind === 'source' ? `source('${rest.join("', '")}')` : `ref('${rest.join('.')}')`;
  const { failure } = fail('MODEL_INVALID', {
    message: `${model.name} reads ${call}, and the unit test ${node.name} gives no rows for it.`,
    next: `Add - input: ${call} below given:, with the rows it needs, or with rows: [] for none.`,
    subject: node.uniqueId,
  });
  return failure;
}

function said(rows: number): string {
  return `The model makes ${rows === 1 ? 'the row' : `the ${rows} rows`} expected.`;
}

function sentence({ differing, missing, unexpected }: Difference, expected: number): string {
  const parts = [
    differing > 0 ? `${counted(differing)} ${differing === 1 ? 'differs' : 'differ'}` : '',
    missing > 0 ? `${counted(missing)} ${missing === 1 ? 'is' : 'are'} missing` : '',
    unexpected > 0 ? `${counted(unexpected)} ${unexpected === 1 ? 'was' : 'were'} not expected` : '',
  ].filter((part) => part !== '');
  return `${parts.join(', ')}; expected ${expected === 1 ? 'is 1 row' : `are ${expected} rows`}.`;
}

function counted(rows: number): string {
  return `${rows} ${rows === 1 ? 'row' : 'rows'}`;
}
