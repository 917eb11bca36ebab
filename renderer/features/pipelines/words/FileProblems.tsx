import type { FileProblem } from '../../../../shared/errors/failure.ts';
import { useFormats } from '../../../app/formats.tsx';
import { State } from '../../../ui/State.tsx';
import classes from './words.module.css';

const SHOWN = 5;

/** What is wrong in a file, and where. */
export default function FileProblems({ problems }: { problems: readonly FileProblem[] }) {
  const { number } = useFormats();
  const sorted = [...problems].sort((a, b) => rank(a) - rank(b));
  return (
    <ul className={classes['problems']} aria-label="Problems of its file">
      {sorted.slice(0, SHOWN).map(({ file, line, column, message, severity }) => (
        <li key={`${file}:${line}:${column}:${message}`}>
          <State state={severity === 'error' ? 'broken' : 'warning'}>
            {severity === 'error' ? 'Error' : 'Warning'}
          </State>{' '}
          {message} <code className={classes['path']}>{`${file}:${line}:${column}`}</code>
        </li>
      ))}
      {sorted.length > SHOWN && <li>And {number(sorted.length - SHOWN)} more.</li>}
    </ul>
  );
}

function rank({ severity }: FileProblem): number {
  return severity === 'error' ? 0 : 1;
}
