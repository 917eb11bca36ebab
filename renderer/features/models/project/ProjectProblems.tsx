import type { ModelProblem } from '../../../../shared/contract/models.ts';
import { useFormats } from '../../../app/formats.tsx';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { Section } from '../../../ui/Section.tsx';
import { State } from '../../../ui/State.tsx';
import classes from '../models.module.css';

const SHOWN = 100;

/** What is wrong in the project's files: where, why, what to do, and how much it stops. */
export default function ProjectProblems({ problems }: { problems: readonly ModelProblem[] }) {
  const { number } = useFormats();
  if (problems.length === 0) return null;
  const sorted = [...problems].sort((a, b) => rank(a) - rank(b));
  return (
    <Section
      title={
        problems.length === 1 ? 'A problem in its files' : `${number(problems.length)} problems in its files`
      }
      description="Each stops only what depends on it; everything else can be built."
      actions={<CopyButton value={sorted.map(lineOf).join('\n')} label="Copy all" />}
    >
      <ul className={classes['problems']}>
        {sorted.slice(0, SHOWN).map((problem) => (
          <li key={lineOf(problem)} className={classes['problem']}>
            <span className={classes['problemHead']}>
              <State state={problem.severity === 'error' ? 'broken' : 'warning'}>
                {problem.severity === 'error' ? 'Error' : 'Warning'}
              </State>
              <code className={classes['path']}>{whereOf(problem)}</code>
              {problem.stops > 0 && (
                <span className={classes['quiet']}>
                  stops {number(problem.stops)} {problem.stops === 1 ? 'node' : 'nodes'}
                </span>
              )}
            </span>
            <span className={classes['wrapping']}>{problem.message}</span>
            <span className={classes['quiet']}>{problem.next}</span>
          </li>
        ))}
      </ul>
      {sorted.length > SHOWN && <p className={classes['quiet']}>And {number(sorted.length - SHOWN)} more.</p>}
    </Section>
  );
}

function rank({ severity }: ModelProblem): number {
  return severity === 'error' ? 0 : 1;
}

function whereOf({ file, line, column }: ModelProblem): string {
  return `${file}:${line}:${column}`;
}

function lineOf(problem: ModelProblem): string {
  return `${whereOf(problem)}: ${problem.severity}: ${problem.message}`;
}
