import { basename } from 'node:path';
import type { Kind, Outcome, ReferenceCase } from '../kind.ts';
import { runScenario } from './runScenario.ts';
import { readScenario, scenarioFolders } from './scenario.ts';

/** Scenarios of connectors: a manifest, a scripted server, and what the reference made of them. */
export const sources: Kind = {
  async casesIn(path) {
    return scenarioFolders(path).map(caseOf);
  },
};

function caseOf(folder: string): ReferenceCase {
  return {
    name: basename(folder),
    async run(): Promise<Outcome> {
      try {
        return await runScenario(readScenario(folder));
      } catch (thrown) {
        if (thrown instanceof SyntaxError || (thrown as NodeJS.ErrnoException).code === 'ENOENT')
          return { passed: false, reasons: [`can't be read as a scenario: ${(thrown as Error).message}`] };
        throw thrown;
      }
    },
  };
}
