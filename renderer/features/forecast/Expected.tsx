import { useMemo } from 'react';
import type { Outlook } from '../../../shared/contract/forecast.ts';
import { dayWords } from '../../../shared/domain/dayWords.ts';
import { Chart } from '../../charts/Chart.tsx';
import { Section } from '../../ui/Section.tsx';
import { fanOf } from './fanOf.ts';
import classes from './forecast.module.css';

/** The sentence, how sure it is, the picture. */
export default function Expected({ outlook }: { outlook: Outlook }) {
  const drawing = useMemo(() => fanOf(outlook), [outlook]);
  return (
    <Section title={outlook.outcomeLabel}>
      <p className={classes['sentence']}>{outlook.sentence}</p>
      <p className={classes['words']}>{outlook.verdict}</p>
      <Chart {...drawing} title={`Forecast of ${outlook.outcomeLabel}`} height={320} />
      {outlook.causes.length > 0 && (
        <p className={classes['note']}>
          Known ahead: {outlook.causes.map(({ day, name }) => `${name} (${dayWords(day)})`).join(', ')}.
        </p>
      )}
      {outlook.notes.length > 0 && (
        <ul className={classes['notes']}>
          {outlook.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </Section>
  );
}
