import { Section } from '../../../ui/Section.tsx';
import TermList from '../connect/TermList.tsx';
import { termLines } from '../connect/termLines.ts';
import { useConnector } from './useConnector.ts';

/** What the vendor's terms ask for of what is here. */
export default function Terms({ connector: id }: { connector: string }) {
  const connector = useConnector(id);
  if (connector === undefined || termLines(connector.terms).length === 0) return null;
  return (
    <Section title="Terms">
      <TermList terms={connector.terms} />
    </Section>
  );
}
