import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceFile } from './rule.ts';

const TEXT =
  /(\.(tsx?|mjs|cjs|js|json|ya?ml|sql|css|html|svg|md|sh|txt|plist|gitignore)|(^|\/)(LICENSE|run))$/;

/** Every text file that git tracks or would track: a new file is held to the rules before it is committed. */
export function readSources(root: string): SourceFile[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 ** 2,
  });
  return listed
    .split('\0')
    .filter((path) => TEXT.test(path) && existsSync(join(root, path)))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}
