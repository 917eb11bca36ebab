import type { Command } from './command.ts';
import { BUILDING, gatherLists, PROJECT, SELECTING } from './models/flags.ts';
import { BUILD_FLAGS, PROJECT_FLAGS, SELECT_FLAGS } from './models/flagsHelp.ts';

export const buildCommand: Command = {
  name: 'build',
  summary: 'make and check the models, then publish what passed',
  usage: 'build [--select WORDS…] [--full-refresh] [--all] [--workspace DIR | --project DIR]',
  help: `
Makes seeds, snapshots and models beside what readers see, checks them, and publishes all of them in one short
transaction. While a check of severity error fails, readers go on seeing what was there before; what was made is kept to
look at. What didn't change since it was last built is left alone. Ctrl-C stops it, and then nothing is published.

${SELECT_FLAGS}

${BUILD_FLAGS}
  --publish RULE          together (a failed check keeps everything back), branch (only what it checks and what depends
                          on that) or always (as dbt does) (together)
  --all                   everything that is selected, whether it changed or not

${PROJECT_FLAGS}`,
  words: [0, 0],
  prepare: gatherLists,
  options: { ...PROJECT, ...SELECTING, ...BUILDING, all: { type: 'boolean' } },
  async run(call) {
    const { carryOut } = await import('./models/carryOut.ts');
    return carryOut('build', call);
  },
};
