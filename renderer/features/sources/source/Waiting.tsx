import { Button } from '@mantine/core';
import { Link } from 'wouter';
import type { SourceDetail } from '../../../../shared/contract/sources.ts';
import { Section } from '../../../ui/Section.tsx';
import { addressOf } from '../place.ts';
import classes from '../sources.module.css';
import { useConnector } from './useConnector.ts';

/** What a source still needs from the person, and where they get it. */
export default function Waiting({ source: { name, problem, connector: id } }: { source: SourceDetail }) {
  const connector = useConnector(id);
  if (problem === null) return null;
  return (
    <Section title="Waits for you" description={`${problem.message} ${problem.next}`}>
      {connector !== undefined && (
        <ul className={classes['steps']}>
          {connector.help.map((paragraph) => (
            <li key={paragraph}>{paragraph}</li>
          ))}
        </ul>
      )}
      <div className={classes['buttons']}>
        <Button component={Link} href={addressOf({ at: 'change', name })}>
          Set it up
        </Button>
      </div>
    </Section>
  );
}
