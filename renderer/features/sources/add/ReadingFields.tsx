import { Select } from '@mantine/core';
import { type FilePreview, Reading } from '../../../../shared/contract/files.ts';
import classes from '../sources.module.css';

const ENCODINGS = [
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'utf-16le', label: 'UTF-16, little end first' },
  { value: 'utf-16be', label: 'UTF-16, big end first' },
  { value: 'windows-1252', label: 'Windows-1252 (Western)' },
];

const DELIMITERS = [
  { value: ',', label: 'Comma ,' },
  { value: ';', label: 'Semicolon ;' },
  { value: '\t', label: 'Tab' },
  { value: '|', label: 'Bar |' },
];

const HEADER = [
  { value: 'yes', label: 'Column names' },
  { value: 'no', label: 'Data' },
];

/** How the file is read, as found; each can be overridden, and the sample follows. */
export default function ReadingFields({
  preview,
  reading,
  onReading,
}: {
  preview: FilePreview;
  reading: Reading;
  onReading: (reading: Reading) => void;
}) {
  const { format, choices, packing } = preview;
  const used = { ...preview.reading, ...reading };
  const change = (part: Reading) => onReading(Reading.parse({ ...reading, ...part }));
  const inArchive = packing === 'zip' && format !== 'excel' && choices.length > 1;
  if (format !== 'csv' && format !== 'excel' && !inArchive) return null;
  return (
    <div className={classes['fields']}>
      {inArchive && (
        <Select
          label="File in the archive"
          data={choices}
          value={used.entry ?? null}
          allowDeselect={false}
          onChange={(value) => onReading(value === null ? {} : { entry: value })}
        />
      )}
      {format === 'csv' && (
        <>
          <Select
            label="Encoding"
            data={ENCODINGS}
            value={used.encoding ?? null}
            allowDeselect={false}
            onChange={(value) => change({ encoding: Reading.shape.encoding.parse(value) })}
          />
          <Select
            label="Columns are divided by"
            data={withOwn(used.delimiter)}
            value={used.delimiter ?? null}
            allowDeselect={false}
            onChange={(value) => value !== null && change({ delimiter: value })}
          />
        </>
      )}
      {format === 'excel' && (
        <Select
          label="Sheet"
          data={choices}
          value={used.sheet ?? null}
          allowDeselect={false}
          onChange={(value) => value !== null && change({ sheet: value })}
        />
      )}
      {format !== 'json' && format !== 'parquet' && (
        <Select
          label="The first row holds"
          data={HEADER}
          value={used.header === undefined ? null : used.header ? 'yes' : 'no'}
          allowDeselect={false}
          onChange={(value) => change({ header: value === 'yes' })}
        />
      )}
    </div>
  );
}

function withOwn(delimiter: string | undefined) {
  if (delimiter === undefined || DELIMITERS.some(({ value }) => value === delimiter)) return DELIMITERS;
  return [...DELIMITERS, { value: delimiter, label: delimiter }];
}
