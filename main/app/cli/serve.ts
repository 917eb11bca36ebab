import { fail, ok } from '../../../shared/errors/failure.ts';
import { serve } from '../serve.ts';
import type { Command } from './command.ts';

export const serveCommand: Command = {
  name: 'serve',
  summary: 'serve the workbench to a browser on this machine',
  usage: 'serve [--workspace DIR] [--port N] [--open]',
  help: `
Serves the same workbench as the desktop window on 127.0.0.1, for a browser on this machine, until Ctrl-C.
The link it prints carries a key that lets one browser in: keep it to yourself.

  --port N   a fixed port (default: a free one)
  --open     hand the link to the browser of this desktop`,
  words: [0, 0],
  options: { port: { type: 'string' }, open: { type: 'boolean' } },
  async run({ options, named, workspace, json }) {
    const port = Number(options['port'] ?? 0);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) {
      return fail('BAD_INPUT', {
        message: `"${options['port']}" is no port.`,
        next: 'Give a number up to 65535.',
      });
    }
    const code = await serve({
      ...(named ? { workspace } : {}),
      port,
      openBrowser: options['open'] === true,
      json,
    });
    return ok({ text: '', failed: code !== 0 });
  },
};
