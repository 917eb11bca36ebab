import type { OpenWorkspace } from '../../../shared/contract/workspace.ts';
import { useFormats } from '../../app/formats.tsx';
import { Section } from '../../ui/Section.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import { KINDS_OF_FILE, type KindOfFile } from './fileKinds.ts';
import classes from './home.module.css';

export default function FilesByKind({ files }: Pick<OpenWorkspace, 'files'>) {
  const formats = useFormats();
  const columns: Column<KindOfFile>[] = [
    {
      id: 'kind',
      title: 'Kind',
      cell: ({ label, place }) => (
        <>
          <div className={classes['strong']}>{label}</div>
          <code className={classes['place']}>{place}</code>
        </>
      ),
    },
    { id: 'count', title: 'Files', figures: true, cell: ({ kind }) => formats.number(files[kind] ?? 0) },
    {
      id: 'purpose',
      title: 'What it is for',
      cell: ({ kind, purpose, next }) => (
        <>
          <div>{purpose}</div>
          {(files[kind] ?? 0) === 0 && <div className={classes['quiet']}>{next}</div>}
        </>
      ),
    },
  ];
  return (
    <Section
      title="Files"
      description="Every file is checked as soon as it is saved, in Leadline or in any editor."
    >
      <Table
        caption="Files of the workspace by kind"
        columns={columns}
        rows={KINDS_OF_FILE}
        rowId={({ kind }) => kind}
      />
    </Section>
  );
}
