import { Button } from '@mantine/core';
import { Link } from 'wouter';
import type { SourceDetail } from '../../../../shared/contract/sources.ts';
import { Section } from '../../../ui/Section.tsx';
import { addressOf } from '../place.ts';
import classes from '../sources.module.css';
import type { Looking } from './SourcePage.tsx';

export default function More({
  source: { name, title },
  onLooking,
}: {
  source: SourceDetail;
  onLooking: (looking: Looking) => void;
}) {
  return (
    <Section title="More">
      <div className={classes['buttons']}>
        {title !== '' && (
          <Button component={Link} variant="default" href={addressOf({ at: 'change', name })}>
            Settings
          </Button>
        )}
        <Button variant="default" onClick={() => onLooking({ at: 'trace' })}>
          Last requests
        </Button>
        <Button variant="default" onClick={() => onLooking({ at: 'remove' })}>
          Remove…
        </Button>
      </div>
    </Section>
  );
}
