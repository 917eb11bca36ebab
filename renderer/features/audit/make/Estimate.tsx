import type { AuditEstimate } from '../../../../shared/contract/audit.ts';
import { useFormats } from '../../../app/formats.tsx';
import { Table } from '../../../ui/Table.tsx';
import classes from '../audit.module.css';

/** How large the workbook becomes, and sheet by sheet what it will hold. */
export default function Estimate({ estimate, stale }: { estimate: AuditEstimate; stale: boolean }) {
  const formats = useFormats();
  const { sheets, rows, bytes } = estimate;
  const data = sheets.filter((sheet) => sheet.rows !== null);
  const pages = sheets.flatMap((sheet) => (sheet.rows === null ? [sheet.name] : []));
  return (
    <div aria-busy={stale}>
      <p role="status" data-figures>
        {formats.number(sheets.length)} {sheets.length === 1 ? 'sheet' : 'sheets'},{' '}
        {rows === 0 ? 'no' : formats.number(rows)} {rows === 1 ? 'row' : 'rows'} of data, about{' '}
        {formats.bytes(bytes)}.
      </p>
      <details>
        <summary className={classes['summary']}>Sheet by sheet</summary>
        {pages.length > 0 && <p className={classes['quiet']}>Pages: {pages.join(', ')}.</p>}
        {data.length > 0 && (
          <Table
            caption="Sheets of rows"
            rows={data}
            rowId={({ name }) => name}
            columns={[
              { id: 'name', title: 'Sheet', cell: ({ name }) => name },
              { id: 'told', title: 'What it holds', cell: ({ told }) => told },
              {
                ...{ id: 'rows', title: 'Rows', figures: true },
                cell: ({ rows: count }) => (count === null ? '' : formats.number(count)),
              },
            ]}
          />
        )}
      </details>
    </div>
  );
}
