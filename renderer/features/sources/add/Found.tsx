import { useState } from 'react';
import type { FilePreview, Reading } from '../../../../shared/contract/files.ts';
import { useFormats } from '../../../app/formats.tsx';
import { lastNameOf } from '../../../ui/pathNames.ts';
import { Section } from '../../../ui/Section.tsx';
import { State } from '../../../ui/State.tsx';
import classes from '../sources.module.css';
import { type ColumnEdit, type Draft, faultsOf, mappedColumns, UNCHANGED } from './draft.ts';
import LoadSteps from './LoadSteps.tsx';
import Mapping from './Mapping.tsx';
import ReadingFields from './ReadingFields.tsx';
import Sample from './Sample.tsx';
import Target from './Target.tsx';

interface FoundProps {
  paths: readonly string[];
  preview: FilePreview;
  reading: Reading;
  /** What is shown was read with other settings than the ones chosen. */
  stale: boolean;
  onReading: (reading: Reading) => void;
}

export default function Found({ paths, preview, reading, stale, onReading }: FoundProps) {
  const [draft, setDraft] = useState<Draft>(UNCHANGED);
  const faults = faultsOf(preview, draft);
  const columns = mappedColumns(preview, draft);
  const edit = (from: string, change: ColumnEdit) =>
    setDraft((before) => ({
      ...before,
      columns: { ...before.columns, [from]: { ...before.columns[from], ...change } },
    }));
  return (
    <>
      <Section title="What was found" description={<Summary preview={preview} />}>
        {preview.notes.map((note) => (
          <State key={note} state="warning">
            {note}
          </State>
        ))}
        <ReadingFields preview={preview} reading={reading} onReading={onReading} />
      </Section>
      <Mapping columns={columns} preview={preview} fault={faults.columns} onEdit={edit} />
      <Sample preview={preview} columns={columns} />
      <Target preview={preview} draft={draft} columns={columns} faults={faults} onDraft={setDraft} />
      <LoadSteps
        paths={paths}
        reading={reading}
        preview={preview}
        draft={draft}
        ready={!stale && Object.keys(faults).length === 0}
      />
    </>
  );
}

const FORMATS: Record<FilePreview['format'], string> = {
  csv: 'Delimited text',
  json: 'JSON',
  parquet: 'Parquet',
  excel: 'Excel workbook',
};

function Summary({ preview: { files, format } }: { preview: FilePreview }) {
  const formats = useFormats();
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const [first] = files;
  const names =
    files.length === 1 && first ? lastNameOf(first.path) : `${formats.number(files.length)} files`;
  const shown = files.length > 1 && first ? ` · the rows below are from ${lastNameOf(first.path)}` : '';
  return (
    <span className={classes['wrapping']} data-figures>
      {names} · {FORMATS[format]} · {formats.bytes(bytes)}
      {shown}
    </span>
  );
}
