import type { AuditMark, ReviewDifference } from '../../../../shared/contract/audit.ts';
import type { Formats } from '../../../app/createFormats.ts';
import { useFormats } from '../../../app/formats.tsx';
import { Table } from '../../../ui/Table.tsx';
import classes from '../audit.module.css';
import MarkTable, { markId } from '../MarkTable.tsx';

/** More are recorded all the same. */
const SHOWN = 200;

/** Marks beside those on record: new, changed from one to the other, gone. */
export default function Differences({
  difference: { added, changed, removed },
}: {
  difference: ReviewDifference;
}) {
  const formats = useFormats();
  return (
    <>
      {added.length > 0 && (
        <Part title="New" count={added.length}>
          <MarkTable caption="New marks" marks={added.slice(0, SHOWN)} />
        </Part>
      )}
      {changed.length > 0 && (
        <Part title="Changed" count={changed.length}>
          <Table
            caption="Changed marks"
            rows={changed.slice(0, SHOWN)}
            rowId={({ is }) => markId(is)}
            columns={[
              { id: 'sheet', title: 'Sheet', cell: ({ is }) => is.sheet },
              {
                id: 'row',
                title: 'Row',
                cell: ({ is }) => <span className={classes['cell']}>{is.row}</span>,
              },
              {
                ...{ id: 'was', title: 'Was' },
                cell: ({ was }) => <span className={classes['cell']}>{markWords(was, formats)}</span>,
              },
              {
                ...{ id: 'is', title: 'Is' },
                cell: ({ is }) => <span className={classes['cell']}>{markWords(is, formats)}</span>,
              },
            ]}
          />
        </Part>
      )}
      {removed.length > 0 && (
        <Part title="Removed" count={removed.length}>
          <MarkTable caption="Removed marks" marks={removed.slice(0, SHOWN)} />
        </Part>
      )}
    </>
  );
}

function Part({ title, count, children }: { title: string; count: number; children: React.ReactNode }) {
  const { number } = useFormats();
  return (
    <div className={classes['words']}>
      <h3 className={classes['subtitle']}>{title}</h3>
      {children}
      {count > SHOWN && (
        <p className={classes['quiet']}>
          The first {number(SHOWN)} of {number(count)}.
        </p>
      )}
    </div>
  );
}

function markWords({ mark, comment, initials, day }: AuditMark, formats: Formats): string {
  const parts = [mark, comment, initials, day === null ? '' : formats.day(day)];
  return parts.filter((part) => part !== '').join(' · ') || 'empty';
}
