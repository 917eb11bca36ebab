import type { Step } from '../../../../shared/domain/pipeline/step.ts';
import { commandName, splitCommand } from '../commandWords.ts';
import type { KnownCommand } from '../known.ts';
import { meant } from '../params.ts';
import { fault, type Path, type PipelineProblem, quoted } from '../problem.ts';

export function checkCommand(
  step: Extract<Step, { command: unknown }>,
  at: Path,
  commands: readonly KnownCommand[] | null,
): PipelineProblem[] {
  const path = [...at, 'command'];
  const said = (why: string) => [fault(path, `step ${step.name}: ${why}`)];
  const split = splitCommand(step.command);
  // What is wrong with its texts is said once, where texts are checked; quotes are the command's own.
  const unclosed = split.faults.find((one) => one.endsWith('and never closed'));
  if (unclosed !== undefined) return said(unclosed);
  const name = commandName(split);
  if (name === null)
    return said('the name of its command must be written out, so that the file says what it does');
  if (commands === null) return [];
  const known = commands.find((one) => one.name === name);
  if (known === undefined)
    return said(
      `${quoted(name)} is no command of Leadline${meant(
        name,
        commands.filter(({ refused }) => refused === null).map((one) => one.name),
      )}`,
    );
  return known.refused === null ? [] : said(`the command ${name} can't be a step: ${known.refused}`);
}
