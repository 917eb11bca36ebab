import type { StepCard } from '../../../../shared/contract/pipelines.ts';
import { useFormats } from '../../../app/formats.tsx';
import { TRIGGERS } from '../words/kinds.ts';
import classes from './step.module.css';

/** What a step is, as the file says it. */
export default function About({
  step,
  steps,
  onChoose,
}: {
  step: StepCard;
  steps: readonly StepCard[];
  onChoose: (name: string) => void;
}) {
  const formats = useFormats();
  const { after, trigger, mapped, writes, usualMs, critical, name } = step;
  const before = steps.filter((one) => one.after.includes(name)).map((one) => one.name);
  return (
    <dl className={classes['list']}>
      <Named title="After" names={after} none="Nothing: it begins first." onChoose={onChoose} />
      <Named title="Before" names={before} none="Nothing waits for it." onChoose={onChoose} />
      <dt>Begins</dt>
      <dd>{TRIGGERS[trigger]}</dd>
      {mapped && (
        <>
          <dt>Items</dt>
          <dd>It runs once for each item of a list.</dd>
        </>
      )}
      <dt>Writes</dt>
      <dd>{writes.length === 0 ? 'nothing that is known beforehand' : writes.join(', ')}</dd>
      <dt>Usually takes</dt>
      <dd data-figures>
        {usualMs === null ? 'not known before its first success' : formats.duration(usualMs / 1_000)}
        {critical && ', on the critical path'}
      </dd>
    </dl>
  );
}

function Named({
  title,
  names,
  none,
  onChoose,
}: {
  title: string;
  names: readonly string[];
  none: string;
  onChoose: (name: string) => void;
}) {
  return (
    <>
      <dt>{title}</dt>
      <dd className={classes['row']}>
        {names.length === 0
          ? none
          : names.map((name) => (
              <button key={name} type="button" className={classes['link']} onClick={() => onChoose(name)}>
                {name}
              </button>
            ))}
      </dd>
    </>
  );
}
