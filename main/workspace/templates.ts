import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { NewWorkspace, Template } from '../../shared/contract/workspace.ts';
import type { Logger } from '../log/log.ts';
import { isAbsent } from './diskFailure.ts';
import { editScalars } from './yaml/editScalars.ts';
import { validateYaml } from './yaml/validateYaml.ts';

const TemplateFacts = z.object({ title: z.string().min(1), description: z.string().min(1) });

/** A file of a workspace to be: where, relative to it, and its text. */
export interface TemplateFile {
  readonly file: string;
  readonly text: string;
}

/**
 * Templates are folders `<id>/` with `template.yml` and `files/`. They are read with readdir and readFile only: in the
 * packaged app they lie in an archive that knows little else.
 */
export async function listTemplates(folder: string, log: Logger): Promise<Template[]> {
  const found: Template[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const name = `${entry.name}/template.yml`;
    try {
      const { value, problems } = validateYaml(
        await readFile(join(folder, name), 'utf8'),
        TemplateFacts,
        name,
      );
      if (value) found.push({ id: entry.name, ...value });
      else log.warn('A template is left out', { problems });
    } catch (error) {
      if (!isAbsent(error)) throw error;
    }
  }
  return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The template's files with the wish filled in. */
export async function readTemplate(folder: string, wish: NewWorkspace): Promise<TemplateFile[]> {
  return readBelow(join(folder, wish.template, 'files'), '', placeholders(wish));
}

async function readBelow(
  folder: string,
  below: string,
  values: ReadonlyMap<string, string>,
): Promise<TemplateFile[]> {
  const files: TemplateFile[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    // Packagers leave .gitignore out of what they pack, so templates carry it under another name.
    const name = entry.name.replace(/^dot-/, '.');
    if (entry.isDirectory()) files.push(...(await readBelow(path, `${below}${name}/`, values)));
    else files.push({ file: `${below}${name}`, text: fill(name, await readFile(path, 'utf8'), values) });
  }
  return files;
}

function placeholders(wish: NewWorkspace): ReadonlyMap<string, string> {
  return new Map([
    ['__NAME__', wish.name],
    ['__PROJECT__', projectName(wish.name)],
    ['__ZONE__', wish.zone],
    ['__CURRENCY__', wish.currency],
  ]);
}

/** In YAML whole values are replaced, quoted as they need; elsewhere the words are, on one line. */
function fill(name: string, text: string, values: ReadonlyMap<string, string>): string {
  if (name.endsWith('.yml')) return editScalars(text, (scalar) => values.get(String(scalar.value)));
  return text.replace(/__[A-Z]+__/g, (mark) => values.get(mark)?.replace(/\s+/g, ' ') ?? mark);
}

/** dbt takes letters, digits and underscores, no digit first. */
function projectName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  if (plain === '') return 'workspace';
  return /^[0-9]/.test(plain) ? `workspace_${plain}` : plain;
}
