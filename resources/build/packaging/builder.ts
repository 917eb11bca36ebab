import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Whether a .deb can be made: its format demands a homepage and a maintainer with an address. */
export function debNeeds(root: string): string[] {
  const about = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    homepage?: string;
    author?: string | { email?: string };
  };
  const { homepage, author } = about;
  const email =
    typeof author === 'string' ? /<[^<>@\s]+@[^<>@\s]+>/.test(author) : author?.email !== undefined;
  return [...(homepage ? [] : ['"homepage"']), ...(email ? [] : ['an "author" with an e-mail address'])];
}

/** Runs electron-builder over the project. It never publishes: sending a package out is a decision, not a build step. */
export function runBuilder(root: string, args: readonly string[]): Promise<number> {
  const cli = createRequire(join(root, 'package.json')).resolve('electron-builder/cli.js');
  const child = spawn(process.execPath, [cli, '--publish', 'never', ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  return new Promise((settle, reject) => {
    child.once('error', reject);
    child.once('close', (code) => settle(code ?? 1));
  });
}
