import { Dict } from '../../../main/jinja/dict.ts';
import type { Value } from '../../../main/jinja/value.ts';
import { readJson } from './readJson.ts';

export interface JinjaCase {
  readonly name: string;
  readonly template: string;
  readonly context: Readonly<Record<string, Value>>;
  readonly expected:
    | { readonly text: string }
    | { readonly error: { readonly type: string; readonly line: number; readonly message: string } };
}

/** The cases of a file; for what is none, the reason. */
export function parseCases(source: string): (JinjaCase | string)[] {
  let content: Value;
  try {
    content = readJson(source);
  } catch (thrown) {
    return [`can't be read as JSON: ${thrown instanceof Error ? thrown.message : thrown}`];
  }
  return (Array.isArray(content) ? content : [content]).map((value) => parseCase(value));
}

function parseCase(value: Value): JinjaCase | string {
  if (!(value instanceof Dict)) return 'is no jinja case: not an object';
  const [name, template, context, expected] = ['name', 'template', 'context', 'expected'].map((key) =>
    value.get(key),
  );
  if (typeof name !== 'string' || typeof template !== 'string') return 'is no jinja case: name or template is missing';
  if (!(expected instanceof Dict)) return `${name} expects nothing`;
  const text = expected.get('text');
  if (typeof text === 'string') return { name, template, context: recordOf(context), expected: { text } };
  const error = expected.get('error');
  const line = error instanceof Dict ? error.get('line') : undefined;
  if (!(error instanceof Dict) || typeof line !== 'number') return `${name} expects neither a text nor an error`;
  const told = { line, type: String(error.get('type')), message: String(error.get('message')) };
  return { name, template, context: recordOf(context), expected: { error: told } };
}

function recordOf(context: Value | undefined): Record<string, Value> {
  if (!(context instanceof Dict)) return {};
  return Object.fromEntries(Array.from(context.entries(), ([key, value]) => [String(key), value]));
}
