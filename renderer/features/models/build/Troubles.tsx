import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import type { BuildTrouble } from '../../../../shared/contract/models.ts';
import { useFormats } from '../../../app/formats.tsx';
import { Verdict } from '../../../ui/Verdict.tsx';
import classes from '../models.module.css';

const SHOWN = 12;

/** What went wrong, before what only warns and what was left out because of it. */
export default function Troubles({
  trouble,
  onChoose,
}: {
  trouble: readonly BuildTrouble[];
  onChoose: (id: string) => void;
}) {
  const { number } = useFormats();
  const causes = trouble.filter(({ status }) => status !== 'skipped').sort((a, b) => rank(a) - rank(b));
  const skipped = trouble.length - causes.length;
  if (trouble.length === 0) return null;
  return (
    <ul className={classes['troubles']} aria-label="What went wrong">
      {causes.slice(0, SHOWN).map((one) => (
        <li key={one.id} className={classes['trouble']}>
          <Verdict status={one.status} />
          <span className={classes['troubleWords']}>
            <Named trouble={one} onChoose={onChoose} />
            <span className={classes['quiet']}>{one.message}</span>
            {one.failure?.problems?.map(({ file, line, column, message }) => (
              <code key={`${file}:${line}:${column}:${message}`} className={classes['path']}>
                {`${file}:${line}:${column}`}
              </code>
            ))}
            {one.failure && <span className={classes['quiet']}>{one.failure.next}</span>}
          </span>
        </li>
      ))}
      {causes.length > SHOWN && (
        <li className={classes['quiet']}>And {number(causes.length - SHOWN)} more.</li>
      )}
      {skipped > 0 && (
        <li className={classes['quiet']}>
          {number(skipped)} {skipped === 1 ? 'node was' : 'nodes were'} skipped because of this.
        </li>
      )}
    </ul>
  );
}

function rank({ status }: BuildTrouble): number {
  return status === 'warn' ? 1 : 0;
}

function Named({ trouble, onChoose }: { trouble: BuildTrouble; onChoose: (id: string) => void }) {
  const { id, name, kind } = trouble;
  if (kind === 'test' || kind === 'unit_test' || kind === 'source')
    return (
      <Anchor
        component={Link}
        href={`/quality#check=${encodeURIComponent(id)}`}
        className={classes['wrapping'] ?? ''}
      >
        {name}
      </Anchor>
    );
  return (
    <Anchor
      component="button"
      type="button"
      onClick={() => onChoose(id)}
      className={classes['nodeLink'] ?? ''}
    >
      {name}
    </Anchor>
  );
}
