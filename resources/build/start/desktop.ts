import { spawn } from 'node:child_process';

export type DesktopEnd =
  | { readonly kind: 'ended'; readonly code: number }
  | { readonly kind: 'unstartable'; readonly why: string };

interface Desktop {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** A failure sooner than this many milliseconds after the start means that the runtime can't run here. */
  readonly startsWithin: number;
}

/** Runs the desktop until it ends, handing on Ctrl-C and the system's wish to stop. */
export async function runDesktop(desktop: Desktop): Promise<DesktopEnd> {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = desktop.env;
  const started = performance.now();
  let asked = false;
  const child = spawn(desktop.program, desktop.args, { cwd: desktop.cwd, env, stdio: 'inherit' });
  const handOn = (signal: NodeJS.Signals) => {
    asked = true;
    child.kill(signal);
  };
  process.on('SIGINT', handOn);
  process.on('SIGTERM', handOn);
  try {
    const end = await new Promise<{ code: number | null; why: string }>((settle) => {
      child.once('error', (error) => settle({ code: null, why: error.message }));
      child.once('exit', (code, signal) =>
        settle({ code, why: signal === null ? `it ended with code ${code}` : `it ended by ${signal}` }),
      );
    });
    const tooSoon = performance.now() - started < desktop.startsWithin;
    if (end.code !== 0 && tooSoon && !asked) return { kind: 'unstartable', why: end.why };
    return { kind: 'ended', code: end.code ?? (asked ? 0 : 1) };
  } finally {
    process.off('SIGINT', handOn);
    process.off('SIGTERM', handOn);
  }
}

/** Why a desktop can't be had here whatever is installed, or null. */
export function withoutDesktop(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
  user: number,
): string | null {
  if (platform !== 'linux') return null;
  if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY'])
    return 'There is no screen here: serving to a browser instead.';
  // Its sandbox refuses root, and turning the sandbox off unasked would be worse than a browser.
  if (user === 0)
    return 'The Electron runtime does not run as root with its sandbox on: opening in your browser instead.';
  return null;
}
