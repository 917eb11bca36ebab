import type { Environment } from '../../../jinja/jinja.ts';
import { TemplateError } from '../../../jinja/templateError.ts';
import type { Value } from '../../../jinja/value.ts';
import { isPlainList, isPlainMap, type Plain, pythonText } from '../plain.ts';
import type { Position, ProblemList } from '../problem.ts';
import { toPlain } from '../render/values.ts';
import { type Located, placeOf } from './located.ts';

export interface YamlRendering {
  readonly environment: Environment;
  readonly names: Readonly<Record<string, Value>>;
  readonly problems: ProblemList;
  /** Keys whose values are templates of their own, rendered later or never. */
  readonly skip: (key: string) => boolean;
}

/**
 * Evaluates the expressions in a file's values. A value that is one expression keeps that expression's type, so that
 * `enabled: "{{ var('x') }}"` is a boolean; anything else becomes text.
 */
export async function renderYaml(located: Located, rendering: YamlRendering): Promise<Located> {
  const { content } = located;
  if (content.kind === 'list') {
    const items: Located[] = [];
    for (const item of content.items) items.push(await renderYaml(item, rendering));
    return { ...located, content: { kind: 'list', items } };
  }
  if (content.kind === 'map') {
    const entries = new Map<string, { keyAt: Position; value: Located }>();
    for (const [key, entry] of content.entries) {
      const value = rendering.skip(key) ? entry.value : await renderYaml(entry.value, rendering);
      entries.set(key, { keyAt: entry.keyAt, value });
    }
    return { ...located, content: { kind: 'map', entries } };
  }
  if (typeof content.value !== 'string' || !holdsTemplate(content.value)) return located;
  const value = await evaluate(content.value, located, rendering);
  return standingAt(value, located.file, located.at);
}

export function holdsTemplate(text: string): boolean {
  return text.includes('{{') || text.includes('{%');
}

async function evaluate(text: string, located: Located, rendering: YamlRendering): Promise<Plain> {
  try {
    const outputs = await rendering.environment.compile(text.trim(), located.file).outputs(rendering.names);
    const [only] = outputs;
    return outputs.length === 1 && only !== undefined
      ? toPlain(only)
      : outputs.map((one) => pythonText(toPlain(one))).join('');
  } catch (thrown) {
    if (!(thrown instanceof TemplateError)) throw thrown;
    rendering.problems.error(
      placeOf(located),
      `This expression can't be evaluated: ${thrown.message}.`,
      'In YAML there are var, env_var and target, and no ref or source.',
    );
    return text;
  }
}

/** A computed value stands where its expression stood. */
function standingAt(value: Plain, file: string, at: Position): Located {
  if (isPlainList(value)) {
    const items = value.map((one) => standingAt(one, file, at));
    return { file, at, content: { kind: 'list', items } };
  }
  if (isPlainMap(value)) {
    const entries = Object.entries(value).map(
      ([key, one]) => [key, { keyAt: at, value: standingAt(one, file, at) }] as const,
    );
    return { file, at, content: { kind: 'map', entries: new Map(entries) } };
  }
  return { file, at, content: { kind: 'scalar', value } };
}
