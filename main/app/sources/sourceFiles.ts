import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SourceName } from '../../../shared/contract/sources.ts';
import { type FileProblem, fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { SourceFile } from '../../sources/connectors/sourceFile.ts';
import { decodeText } from '../../workspace/files/readText.ts';
import { YAML_BYTES } from '../../workspace/yaml/parseYaml.ts';
import { pastedSecrets } from '../../workspace/yaml/pastedSecrets.ts';
import { validateYaml } from '../../workspace/yaml/validateYaml.ts';

export const SOURCES = 'sources';

export interface WrittenSource {
  readonly name: string;
  /** `sources/<name>.yml`. */
  readonly file: string;
  /** Null while the file can't be used; the problems say why. */
  readonly written: SourceFile | null;
  readonly problems: readonly FileProblem[];
}

/** The sources of a workspace as their files stand. One that can't be used stops only itself. */
export async function readSources(workspace: string): Promise<WrittenSource[]> {
  const names = await readdir(join(workspace, SOURCES)).catch(() => []);
  const files = names.filter((name) => name.endsWith('.yml')).sort();
  const found: WrittenSource[] = [];
  for (const file of files) {
    const one = await readOne(workspace, file.slice(0, -'.yml'.length));
    if (one !== null) found.push(one);
  }
  return found;
}

export async function findSource(
  workspace: string,
  name: string,
): Promise<Result<WrittenSource & { readonly written: SourceFile }>> {
  const found = SourceName.safeParse(name).success ? await readOne(workspace, name) : null;
  if (found === null)
    return fail('SOURCE_UNKNOWN', {
      message: `This workspace has no source ${name.slice(0, 80)}.`,
      next: 'See its sources with: source list. Add one with: source add <connector> --name …',
      subject: name.slice(0, 80),
    });
  const { written } = found;
  return written === null ? unusable(found) : ok({ ...found, written });
}

export function unusable({ file, problems }: WrittenSource): Result<never> {
  const first = problems.find(({ severity }) => severity === 'error');
  return fail('FILE_INVALID', {
    message: `${file} can't be used${first ? `, line ${first.line}: ${first.message}` : ''}.`,
    next: 'Correct it in a text editor. The other sources are not stopped by it.',
    subject: file,
    problems: [...problems],
  });
}

/** Null: there is no such file. */
async function readOne(workspace: string, name: string): Promise<WrittenSource | null> {
  const file = `${SOURCES}/${name}.yml`;
  const whole = (message: string): WrittenSource => {
    return {
      name,
      file,
      written: null,
      problems: [{ file, line: 1, column: 1, severity: 'error', message }],
    };
  };
  const named = SourceName.safeParse(name);
  if (!named.success) return whole(`the file's name can't be a source's: ${named.error.issues[0]?.message}`);
  try {
    const path = join(workspace, SOURCES, `${name}.yml`);
    const { size } = await stat(path);
    if (size > YAML_BYTES) return whole('the file is larger than 1 MB and is not read');
    const decoded = decodeText(await readFile(path));
    if (!decoded.ok) {
      const { line, column, message } = decoded;
      return { name, file, written: null, problems: [{ file, line, column, message, severity: 'error' }] };
    }
    const { value, problems } = validateYaml(decoded.text, SourceFile, file, (parsed, at) =>
      pastedSecrets(parsed, at, true),
    );
    return { name, file, written: value, problems };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return code === 'ENOENT' ? null : whole(`the file can't be read (${code})`);
  }
}
