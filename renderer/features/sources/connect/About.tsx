import { Anchor } from '@mantine/core';
import type { ConnectorDetail } from '../../../../shared/contract/sources.ts';
import { Section } from '../../../ui/Section.tsx';
import classes from './connect.module.css';
import TermList from './TermList.tsx';
import { termLines } from './termLines.ts';

/** What the vendor's terms ask for, and where it says so. */
export default function About({ connector }: { connector: ConnectorDetail }) {
  const { documentation, vendor, dialect, terms, origin } = connector;
  return (
    <div className={classes['about']}>
      {termLines(terms).length > 0 && (
        <Section title="Terms">
          <TermList terms={terms} />
        </Section>
      )}
      {documentation.length > 0 && (
        <Section title={vendor === null ? 'Documentation' : `Documentation of ${vendor}`}>
          <ul className={classes['links']}>
            {documentation.map(({ title, url }) => (
              <li key={url}>
                <Anchor href={url} target="_blank" rel="noreferrer">
                  {title}
                </Anchor>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {origin === 'workspace' && (
        <p className={classes['quiet']}>
          A connector of this workspace, written for version {dialect.file}; {dialect.pinned} is understood.
        </p>
      )}
    </div>
  );
}
