import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createEnvironment } from '../../../main/jinja/jinja.ts';
import { TemplateError } from '../../../main/jinja/templateError.ts';
import type { Kind, Outcome, ReferenceCase } from '../kind.ts';
import { type JinjaCase, parseCases } from './case.ts';

/** Cases as JSON files, each a list of templates with what Python's Jinja2 made of them. */
export const jinja: Kind = {
  async casesIn(path) {
    return filesIn(path).flatMap(readCases);
  },
};

function filesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .map((name) => join(path, name))
    .filter((inside) => inside.endsWith('.json') || statSync(inside).isDirectory())
    .flatMap(filesIn);
}

function readCases(file: string): ReferenceCase[] {
  const parsed = parseCases(readFileSync(file, 'utf8'));
  return parsed.map((one) =>
    typeof one === 'string'
      ? { name: basename(file), run: async (): Promise<Outcome> => ({ passed: false, reasons: [one] }) }
      : { name: one.name, run: () => judge(one) },
  );
}

async function judge({ template, context, expected }: JinjaCase): Promise<Outcome> {
  const got = await render(template, context);
  if ('error' in expected) {
    const { line, type, message } = expected.error;
    if (typeof got === 'string')
      return failed(`expected ${type} on line ${line} (${message}), got the text ${JSON.stringify(got)}`);
    return got.line === line
      ? { passed: true }
      : failed(`expected ${type} on line ${line} (${message}), got it on line ${got.line}: ${got.message}`);
  }
  if (typeof got !== 'string') {
    // Python makes an unsafe attribute undefined, which prints as nothing; refusing it outright is as good.
    if (got.kind === 'security') return { passed: true, note: `refused: ${got.message}` };
    return failed(`expected ${JSON.stringify(expected.text)}, got ${got.type} on line ${got.line}: ${got.message}`);
  }
  if (got === expected.text) return { passed: true };
  return failed(`expected ${JSON.stringify(expected.text)}`, `     got ${JSON.stringify(got)}`);
}

function failed(...reasons: string[]): Outcome {
  return { passed: false, reasons };
}

async function render(template: string, context: JinjaCase['context']): Promise<string | TemplateError> {
  const environment = createEnvironment();
  try {
    return await environment.compile(template, 'case').render(context);
  } catch (thrown) {
    if (thrown instanceof TemplateError) return thrown;
    throw thrown;
  }
}
