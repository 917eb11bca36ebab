import { fail } from '../../../shared/errors/failure.ts';
import type { Command } from './command.ts';
import { gatherRepeated } from './sources/gatherPairs.ts';

const ACTIONS = ['list', 'add', 'check', 'discover', 'read', 'trace', 'remove'];

export const sourceCommand: Command = {
  name: 'source',
  summary: 'add sources, try them out and look at what they exchange',
  usage: 'source <list|add|check|discover|read|trace|remove> [source] [--workspace DIR]',
  help: `
A source is a connector with what it needs to know, kept as sources/<name>.yml. Secrets go to the vault and the file names them.

  source list             the sources, their streams and how they were last read
  source list --connectors   the connectors there are; those that need no key come first
  source add <connector>  makes a source
    --name NAME           what it is called (the connector's name)
    --set MEMBER=VALUE    a member of its config, once for each; credentials.shop=soapbox for one inside another
    --vault MEMBER=NAME   a secret that the vault holds already
    --streams A,B         only these streams (all that run)
    --approved            you have what the vendor's terms ask for
  source check <source>   asks the vendor for one record
  source discover <source>   its streams, those included that are only found by asking
  source read <source> --stream S [--limit N]   the first records of a stream (10); nothing is kept
  source trace <source>   what was last asked and answered, without anything secret; --json shows all of it
  source remove <source>  its file and its secrets; with --rows also its rows in RAW

Secrets that a connector needs are asked for without showing them; from a pipe they are read a line each, in the order in
which the form asks. They are never arguments. A locked passphrase vault asks for its passphrase before them.
What reads into RAW is: extract.`,
  words: [1, 2],
  prepare: gatherRepeated,
  options: {
    connectors: { type: 'boolean' },
    name: { type: 'string' },
    set: { type: 'string' },
    vault: { type: 'string' },
    streams: { type: 'string' },
    stream: { type: 'string' },
    limit: { type: 'string' },
    approved: { type: 'boolean' },
    rows: { type: 'boolean' },
  },
  async run(call) {
    const [action = '', name] = call.words;
    if (!ACTIONS.includes(action))
      return fail('BAD_INPUT', {
        message: `A source can't be asked to "${action}".`,
        next: `Use ${ACTIONS.join(', ')}. See: help source.`,
      });
    if ((action === 'list') !== (name === undefined))
      return fail('BAD_INPUT', {
        message:
          name === undefined
            ? `"source ${action}" needs the name of a ${action === 'add' ? 'connector' : 'source'}.`
            : '"source list" takes no name.',
        next: 'See: help source.',
      });
    if (name === undefined) return (await import('./sources/list.ts')).list(call);
    if (action === 'add') return (await import('./sources/add.ts')).add(call, name);
    if (action === 'remove') return (await import('./sources/remove.ts')).remove(call, name);
    const look = await import('./sources/look.ts');
    if (action === 'check') return look.check(call, name);
    if (action === 'discover') return look.discover(call, name);
    return action === 'read' ? look.read(call, name) : look.trace(call, name);
  },
};
