import { Section } from '../../../ui/Section.tsx';
import { State } from '../../../ui/State.tsx';
import classes from './editor.module.css';
import type { Told } from './told.ts';

/** What is wrong with the draft, each a way to where it is mended. */
export default function ProblemList({
  told,
  onJump,
}: {
  told: readonly Told[];
  onJump: (one: Told) => void;
}) {
  const errors = told.filter(({ severity }) => severity === 'error').length;
  return (
    <Section
      title={errors === 0 ? 'Worth a look' : errors === 1 ? '1 thing to mend' : `${errors} things to mend`}
      description={errors === 0 ? undefined : 'Until then it can’t run.'}
    >
      <ul className={classes['problems']}>
        {told.map((one) => (
          <li key={`${one.path} ${one.line} ${one.message}`}>
            <button type="button" className={classes['problem']} onClick={() => onJump(one)}>
              <State state={one.severity === 'error' ? 'broken' : 'warning'}>{one.place}</State> {one.message}
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
