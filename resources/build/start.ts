import { join } from 'node:path';
import { ensureBuilt } from './build.ts';
import { MODES, type Mode, ROOT } from './bundles/modes.ts';
import { readArguments, type StartOptions, USAGE } from './start/arguments.ts';
import { runDesktop, withoutDesktop } from './start/desktop.ts';
import { obtainRuntime } from './start/obtain.ts';

/** No desktop program starts in less; one that fails sooner is missing something of this machine. */
const STARTS_WITHIN = 3_000;

const say = (line: string) => console.error(line);

async function start(options: StartOptions): Promise<number> {
  const excuse = options.browser
    ? ''
    : withoutDesktop(process.env, process.platform, process.getuid?.() ?? -1);
  if (excuse !== null) return serveToBrowser(options, excuse);

  const built = await build(MODES);
  if (!built) return 1;
  const runtime = await obtainRuntime(join(ROOT, 'node_modules', 'electron'), process.env, process.stderr);
  if (runtime.kind === 'stopped') return 130;
  if (runtime.kind === 'none')
    return serveToBrowser(
      options,
      `The Electron runtime could not be fetched (${runtime.why}): opening in your browser instead.`,
    );
  const end = await runDesktop({
    program: runtime.program,
    args: ['.', ...(options.workspace === undefined ? [] : ['--workspace', options.workspace])],
    cwd: ROOT,
    env: process.env,
    startsWithin: STARTS_WITHIN,
  });
  if (end.kind === 'ended') return end.code;
  return serveToBrowser(
    options,
    `The Electron runtime cannot start here (${end.why}): opening in your browser instead.`,
  );
}

async function serveToBrowser(options: StartOptions, excuse: string): Promise<number> {
  if (excuse !== '') say(excuse);
  // Loaded while the stamps are looked at: on the second start neither waits for the other.
  const loading = import('../../main/app/serve.ts');
  loading.catch(() => undefined);
  if (!(await build(['renderer']))) return 1;
  const { serve } = await loading;
  return serve({ workspace: options.workspace, port: options.port, openBrowser: true });
}

async function build(modes: readonly Mode[]): Promise<boolean> {
  const built = await ensureBuilt(modes, say);
  if (!built.ok) say(built.message);
  return built.ok;
}

const asked = readArguments(process.argv.slice(2));
if (asked.kind === 'help') console.log(USAGE);
else if (asked.kind === 'wrong') {
  say(`${asked.message}\n\n${USAGE}`);
  process.exitCode = 2;
} else process.exitCode = await start(asked.options);
