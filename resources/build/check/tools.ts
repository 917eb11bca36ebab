import { spawn } from 'node:child_process';
import { isAbsolute, join, relative } from 'node:path';
import type { Finding } from './rule.ts';

export interface ToolEnd {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a program of the project to its end and keeps what it said. */
export function runTool(root: string, command: string, args: readonly string[]): Promise<ToolEnd> {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const collect = (chunk: Buffer) => {
    output += chunk;
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  return new Promise((settle, reject) => {
    child.once('error', reject);
    child.once('close', (code) => settle({ code, output }));
  });
}

export async function formatAndLint(root: string): Promise<Finding[]> {
  const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const args = [biome, 'check', '--reporter=github', '--max-diagnostics=none', '--error-on-warnings', '.'];
  return findingsIn(
    await runTool(root, process.execPath, args),
    (output) => readBiome(output, root),
    'biome',
  );
}

export async function types(root: string): Promise<Finding[]> {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const end = await runTool(root, process.execPath, [tsc, '-p', root, '--pretty', 'false']);
  return findingsIn(end, readTypes, 'tsc');
}

/** Whether `npm ci` would take package.json and the lock file together; asks no registry. */
export async function lockInStep(root: string): Promise<Finding[]> {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['ci', '--dry-run', '--offline', '--ignore-scripts', '--no-audit', '--no-fund'];
  const end = await runTool(root, npm, args);
  return findingsIn(end, readNpm, 'npm');
}

/** A tool that fails without a finding we can read is a finding itself: silence must not look like success. */
export function findingsIn(end: ToolEnd, read: (output: string) => Finding[], tool: string): Finding[] {
  if (end.code === 0) return [];
  const found = read(end.output);
  if (found.length > 0) return found;
  const last = end.output.trim().split('\n').slice(-20).join('\n');
  return [{ file: tool, line: 1, message: `ended with code ${end.code}:\n${last}` }];
}

export function readBiome(output: string, root: string): Finding[] {
  return [...output.matchAll(/^::(?:error|warning) title=([^,]*),file=([^,]*),line=(\d+),.*?::(.*)$/gm)].map(
    ([, title = '', file = '', line = '1', message = '']) => ({
      file: isAbsolute(file) ? relative(root, file).replaceAll('\\', '/') : file,
      line: Number(line),
      message: `${message.trim()} (${title})`,
    }),
  );
}

export function readTypes(output: string): Finding[] {
  return [...output.matchAll(/^(\S.*?)\((\d+),\d+\): error (TS\d+: .*)$/gm)].map(
    ([, file = '', line = '1', message = '']) => ({ file, line: Number(line), message }),
  );
}

export function readNpm(output: string): Finding[] {
  return [...output.matchAll(/^npm (?:error|ERR!) ((?:Missing|Invalid): .*)$/gm)].map(([, message = '']) => ({
    file: 'package-lock.json',
    line: 1,
    message,
  }));
}
