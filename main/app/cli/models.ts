import { fail } from '../../../shared/errors/failure.ts';
import type { BuildCommand } from '../../models/build/request.ts';
import type { Command } from './command.ts';
import { BUILDING, gatherLists, PROJECT, SELECTING } from './models/flags.ts';
import { BUILD_FLAGS, PROJECT_FLAGS, SELECT_FLAGS } from './models/flagsHelp.ts';

const MAKING: readonly BuildCommand[] = ['run', 'test', 'seed', 'snapshot', 'freshness'];
const ACTIONS = [...MAKING, 'ls', 'compile', 'docs', 'lint', 'equivalence', 'retry', 'run-operation'];

export const modelsCommand: Command = {
  name: 'models',
  summary: 'run, check, list and compile models one by one, as dbt does',
  usage: 'models <action> [--select WORDS…] [--workspace DIR | --project DIR]',
  help: `
One action on the models of a project. What makes and checks them all is: build.

  models run              makes models and publishes them without checking: build checks first
  models test             checks what readers see
  models seed             loads the CSV files of seeds/
  models snapshot         adds to the history that snapshots keep
  models freshness        asks how old the sources are
  models ls               lists what is selected; --output name, path, selector or json
  models compile          shows the SQL, with nothing made; --into DIR writes files
  models docs             writes pages about all of it; --into DIR says where (.leadline/exports/docs)
  models lint             what SQLite and Postgres wouldn't answer alike, and faults of the files, with their places;
                          --engine sqlite asks of one engine whether the models can be built there
  models equivalence      makes incremental models and snapshots anew beside what readers see, and says which rows differ
  models retry            takes up what failed or was skipped the last time
  models run-operation M  calls the macro M; --args YAML hands it arguments

${SELECT_FLAGS}

${BUILD_FLAGS}

${PROJECT_FLAGS}`,
  words: [1, 2],
  prepare: gatherLists,
  options: {
    ...PROJECT,
    ...SELECTING,
    ...BUILDING,
    output: { type: 'string' },
    into: { type: 'string' },
    engine: { type: 'string' },
  },
  async run(call) {
    const [action = '', word] = call.words;
    const making = MAKING.find((one) => one === action);
    if ((action === 'run-operation') !== (word !== undefined)) {
      return fail('BAD_INPUT', {
        message:
          word === undefined
            ? 'run-operation needs the name of a macro.'
            : `"models ${action}" takes no further word, such as "${word}".`,
        next: 'What to take is named with --select. See: help models.',
      });
    }
    if (making !== undefined || action === 'run-operation') {
      const { carryOut } = await import('./models/carryOut.ts');
      return carryOut(making ?? 'run-operation', call, word);
    }
    if (action === 'retry') return (await import('./models/carryOut.ts')).retry(call);
    if (action === 'ls') return (await import('./models/list.ts')).list(call);
    if (action === 'compile') return (await import('./models/compile.ts')).compile(call);
    if (action === 'docs') return (await import('./models/docs.ts')).docs(call);
    if (action === 'lint') return (await import('./models/lint.ts')).lint(call);
    if (action === 'equivalence') return (await import('./models/equivalence.ts')).equivalence(call);
    return fail('BAD_INPUT', {
      message: `Models can't be asked to "${action}".`,
      next: `Use ${ACTIONS.join(', ')}. See: help models.`,
    });
  },
};
