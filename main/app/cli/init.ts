import { basename, resolve } from 'node:path';
import { NewWorkspace } from '../../../shared/contract/workspace.ts';
import { machineZone } from '../../../shared/domain/zone.ts';
import { fail, ok } from '../../../shared/errors/failure.ts';
import type { Command } from './command.ts';
import { withWorkbench } from './session.ts';

export const initCommand: Command = {
  name: 'init',
  summary: 'make a workspace from a template',
  usage: 'init <dir> [--template T] [--name NAME] [--zone ZONE] [--currency CODE]',
  help: `
Makes the folder <dir> and fills it with the files of a workspace.

  --template T      which files to start from (default: blank)
  --name NAME       what to call it (default: the folder's name)
  --zone ZONE       the reporting zone its days belong to, such as America/New_York (default: this machine's)
  --currency CODE   the currency of its money, such as USD (default: USD)`,
  words: [1, 1],
  options: {
    template: { type: 'string' },
    name: { type: 'string' },
    zone: { type: 'string' },
    currency: { type: 'string' },
  },
  async run(call) {
    const { words, options } = call;
    const path = resolve(words[0] ?? '.');
    const wish = NewWorkspace.safeParse({
      path,
      name: options['name'] ?? basename(path),
      template: options['template'] ?? 'blank',
      zone: options['zone'] ?? machineZone(),
      currency: options['currency'] ?? 'USD',
    });
    if (!wish.success) {
      const issue = wish.error.issues[0];
      return fail('BAD_INPUT', {
        message: `--${String(issue?.path[0])}: ${issue?.message}.`,
        next: 'Correct it and try again.',
      });
    }
    return withWorkbench(call, async ({ workspaces }) => {
      const made = await workspaces.create(wish.data);
      if (!made.ok) return made;
      const next = `npm start -- --workspace ${path}`;
      return ok({
        data: { path: made.value.path, name: wish.data.name, template: wish.data.template },
        text: `Made the workspace "${wish.data.name}" in ${made.value.path}.\nOpen it with: ${next}`,
      });
    });
  },
};
