import { MultiSelect, Select, TextInput } from '@mantine/core';
import { Disposition, type FilePreview, SchemaContract } from '../../../../shared/contract/files.ts';
import { Section } from '../../../ui/Section.tsx';
import classes from '../sources.module.css';
import { type Draft, type Faults, type MappedColumn, relationOf } from './draft.ts';

const DISPOSITIONS: { value: Disposition; label: string }[] = [
  { value: 'append', label: 'Append: add to what is there' },
  { value: 'replace', label: 'Replace: put in place of what is there' },
  { value: 'merge', label: 'Merge: update by key, add what is new' },
];

const CONTRACTS: { value: SchemaContract; label: string }[] = [
  { value: 'evolve', label: 'Evolve: add columns for it' },
  { value: 'freeze', label: 'Freeze: refuse the load' },
  { value: 'discard-row', label: 'Discard row: reject the row' },
  { value: 'discard-value', label: 'Discard value: leave it empty' },
];

interface TargetProps {
  preview: FilePreview;
  draft: Draft;
  columns: readonly MappedColumn[];
  faults: Faults;
  onDraft: (draft: Draft) => void;
}

export default function Target({ preview, draft, columns, faults, onDraft }: TargetProps) {
  const names = [...new Set(columns.filter(({ skip }) => !skip).map(({ name }) => name))];
  return (
    <Section title="Where it goes">
      <div className={classes['fields']}>
        <TextInput
          label="Relation"
          description="In RAW; it is made if it isn’t there."
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={draft.relation ?? relationOf(preview, draft)}
          error={faults.relation}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onDraft({ ...draft, relation: event.currentTarget.value })}
        />
        <Select
          label="When rows are there already"
          data={DISPOSITIONS}
          value={draft.disposition}
          allowDeselect={false}
          onChange={(value) => onDraft({ ...draft, disposition: Disposition.parse(value) })}
        />
        {draft.disposition === 'merge' && (
          <MultiSelect
            label="Key"
            data={names}
            value={draft.key.filter((name) => names.includes(name))}
            error={faults.key}
            onChange={(key) => onDraft({ ...draft, key })}
          />
        )}
        <Select
          label="What doesn’t fit the relation"
          data={CONTRACTS}
          value={draft.contract}
          allowDeselect={false}
          onChange={(value) => onDraft({ ...draft, contract: SchemaContract.parse(value) })}
        />
      </div>
    </Section>
  );
}
