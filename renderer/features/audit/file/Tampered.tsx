import type { ReviewDifference } from '../../../../shared/contract/audit.ts';
import { useFormats } from '../../../app/formats.tsx';
import { Section } from '../../../ui/Section.tsx';
import { State } from '../../../ui/State.tsx';
import { Table } from '../../../ui/Table.tsx';
import classes from '../audit.module.css';

/** Cells that nobody should have changed. */
export default function Tampered({
  difference: { tampered, tamperedInAll },
}: {
  difference: ReviewDifference;
}) {
  const { number } = useFormats();
  return (
    <Section
      title="Locked cells that were changed"
      description="What Leadline knows is not changed by them. Ask who had the file."
    >
      <div className={`${classes['box']} ${classes['tampered']}`}>
        <State state="broken">
          {number(tamperedInAll)} locked {tamperedInAll === 1 ? 'cell differs' : 'cells differ'} from what was
          written
        </State>
        {tampered.length > 0 && (
          <Table
            caption="Locked cells that were changed"
            rows={tampered}
            rowId={({ sheet, cell }) => `${sheet}\n${cell}`}
            columns={[
              { id: 'sheet', title: 'Sheet', cell: ({ sheet }) => sheet },
              { id: 'cell', title: 'Cell', cell: ({ cell }) => cell },
              { id: 'was', title: 'Was', cell: ({ was }) => <Value text={was} /> },
              { id: 'is', title: 'Is', cell: ({ is }) => <Value text={is} /> },
            ]}
          />
        )}
        {tamperedInAll > tampered.length && tampered.length > 0 && (
          <p className={classes['quiet']}>The first {number(tampered.length)} are listed.</p>
        )}
      </div>
    </Section>
  );
}

function Value({ text }: { text: string }) {
  if (text === '') return <span className={classes['quiet']}>empty</span>;
  return <span className={classes['cell']}>{text}</span>;
}
