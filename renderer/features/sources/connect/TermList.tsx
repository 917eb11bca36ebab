import type { ConnectorDetail } from '../../../../shared/contract/sources.ts';
import classes from './connect.module.css';
import { termLines } from './termLines.ts';

export default function TermList({ terms }: { terms: ConnectorDetail['terms'] }) {
  return (
    <dl className={classes['terms']}>
      {termLines(terms).map(({ term, words }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}
