import { Progress } from '@mantine/core';
import type { QuotaUse } from '../../../../shared/contract/sources.ts';
import { useFormats } from '../../../app/formats.tsx';
import { Section } from '../../../ui/Section.tsx';
import classes from '../sources.module.css';

/** What the vendor lets one use up, and what of it is left. */
export default function Quotas({ quotas }: { quotas: readonly QuotaUse[] }) {
  const formats = useFormats();
  if (quotas.length === 0) return null;
  return (
    <Section title="Quotas" description="What is used up is refused here, before the vendor is asked.">
      <ul className={classes['quotas']}>
        {quotas.map(({ title, used, most, within, values }) => (
          <li key={title} className={classes['quota']}>
            <span data-figures>
              {formats.number(Math.max(0, most - used))} of {formats.number(most)} {title} left{' '}
              {spanOf(within)}
            </span>
            <Progress
              value={(100 * used) / most}
              size="sm"
              aria-label={`${title}: used`}
              {...(used >= most && { color: 'red' })}
            />
            {values.length > 0 && <span className={classes['quiet']}>Used: {values.join(', ')}</span>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function spanOf(within: QuotaUse['within']): string {
  if ('day' in within) return `until midnight in ${within.day.replaceAll('_', ' ')}`;
  return within.days === 1 ? 'within a day' : `within ${within.days} days`;
}
