import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface StartOptions {
  readonly browser: boolean;
  readonly workspace?: string;
  readonly port?: number;
}

export type Asked =
  | { readonly kind: 'start'; readonly options: StartOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly message: string };

export const USAGE = `Use: npm start [-- OPTIONS]

  --browser         serve the workbench to your browser, without its own window
  --workspace DIR   open this workspace
  --port N          serve on this port (0 to 65535; 0 takes any free one); implies --browser
  --help            show this`;

export function readArguments(args: readonly string[]): Asked {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        browser: { type: 'boolean', default: false },
        workspace: { type: 'string' },
        port: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return { kind: 'help' };
    if (values.workspace === '') return wrong('--workspace needs a folder.');
    if (values.port !== undefined && !isPort(values.port))
      return wrong(`--port takes a number from 0 to 65535, not "${values.port}".`);
    return {
      kind: 'start',
      options: {
        browser: values.browser || values.port !== undefined,
        ...(values.workspace === undefined ? {} : { workspace: resolve(values.workspace) }),
        ...(values.port === undefined ? {} : { port: Number(values.port) }),
      },
    };
  } catch (error) {
    return wrong(
      error instanceof Error ? error.message.replace(/\. To specify a positional.*/, '.') : String(error),
    );
  }
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535;
}

function wrong(message: string): Asked {
  return { kind: 'wrong', message };
}
