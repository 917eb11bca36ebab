import { Anchor } from '@mantine/core';
import type { ConnectorDetail } from '../../../../shared/contract/sources.ts';
import { Section } from '../../../ui/Section.tsx';
import classes from './connect.module.css';

/** Where the key comes from and what the vendor's terms ask for: beside the form, to be read before it is filled in. */
export default function About({ connector }: { connector: ConnectorDetail }) {
  const { help, documentation, vendor, dialect } = connector;
  const terms = termsOf(connector.terms);
  return (
    <div className={classes['about']}>
      {help.length > 0 && (
        <Section title="Before you start">
          <div className={classes['words']}>
            {help.map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </div>
        </Section>
      )}
      {terms.length > 0 && (
        <Section title="Terms">
          <dl className={classes['terms']}>
            {terms.map(({ term, words }) => (
              <div key={term}>
                <dt>{term}</dt>
                <dd>{words}</dd>
              </div>
            ))}
          </dl>
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
      <p className={classes['quiet']}>
        Written in the declarative dialect {dialect.file}; understood here is {dialect.pinned}.
      </p>
    </div>
  );
}

function termsOf(terms: ConnectorDetail['terms']): { term: string; words: string }[] {
  const { retentionDays, neverStored, attribution, approvalNeeded, notice } = terms;
  return [
    ...(approvalNeeded === null ? [] : [{ term: 'Approval', words: approvalNeeded }]),
    ...(retentionDays === null
      ? []
      : [{ term: 'Kept for', words: `${retentionDays} days after it was last read, then deleted` }]),
    ...(neverStored.length === 0 ? [] : [{ term: 'Never stored', words: neverStored.join(', ') }]),
    ...(attribution === null ? [] : [{ term: 'To be named', words: attribution }]),
    ...(notice === null ? [] : [{ term: 'Notice', words: notice }]),
  ];
}
