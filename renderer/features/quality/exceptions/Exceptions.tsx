import { useQuery } from '@tanstack/react-query';
import { useFormats } from '../../../app/formats.tsx';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import classes from './exceptions.module.css';
import OpenException from './OpenException.tsx';

/** What reviewers left open in audit packages: work until somebody says what became of it. Nothing where there is none. */
export default function Exceptions() {
  const { number } = useFormats();
  const open = useQuery(useCalls().quality.exceptions.queryOptions());
  if (open.isError)
    return <FailureNotice failure={failureOf(open.error)} retry={() => void open.refetch()} />;
  if (open.data === undefined || open.data.length === 0) return null;
  const count = open.data.length;
  return (
    <Section
      title="Exceptions from audits"
      description={
        count === 1
          ? 'A reviewer left one open. It is closed with a note on what became of it.'
          : `Reviewers left ${number(count)} open, those that have waited longest first. Each is closed with a note on what became of it.`
      }
    >
      <ul className={classes['list']}>
        {open.data.map((one) => (
          <OpenException key={`${one.package}\n${one.id}`} exception={one} />
        ))}
      </ul>
    </Section>
  );
}
