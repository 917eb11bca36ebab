import { Select } from '@mantine/core';
import { type Bound, LENGTHS, NameField, TextField } from '../form/fields.tsx';
import type { Loose } from '../loose.ts';
import { waitOf } from './stepList.ts';

const FOR: { value: 'file' | 'url' | 'relation'; label: string }[] = [
  { value: 'file', label: 'A file appears' },
  { value: 'url', label: 'What is at an address changes' },
  { value: 'relation', label: 'A relation is fresh' },
];

const FIRST: Record<'file' | 'url' | 'relation', Loose> = {
  file: { file: '' },
  url: { url: '' },
  relation: { relation: '', fresher_than: '1 day' },
};

export default function WaitFields({ of, relations }: { of: Bound; relations: readonly string[] }) {
  const { kind, wait } = waitOf(of.value);
  const bound: Bound = {
    value: wait,
    path: `${of.path}.wait`,
    faults: of.faults,
    onChange: (next) => of.onChange({ ...of.value, wait: next }),
  };
  return (
    <>
      <Select
        label="Until"
        data={FOR}
        value={kind}
        allowDeselect={false}
        onChange={(chosen) =>
          chosen !== null && chosen !== kind && bound.onChange(FIRST[chosen as keyof typeof FIRST])
        }
      />
      {kind === 'file' && (
        <TextField
          of={bound}
          name="file"
          label="File"
          description="A path or a pattern, from the workspace’s folder."
          needed
          mono
        />
      )}
      {kind === 'url' && (
        <TextField
          of={bound}
          name="url"
          label="Address"
          description="Like https://example.com/report.csv."
          needed
        />
      )}
      {kind === 'relation' && (
        <>
          <NameField of={bound} name="relation" label="Relation" names={relations} needed />
          <TextField
            of={bound}
            name="fresher_than"
            label="Written within the last"
            description={LENGTHS}
            needed
          />
        </>
      )}
      <TextField
        of={of}
        name="poll"
        label="Looks every"
        description="Between two looks it holds up nothing. Empty: every minute."
      />
    </>
  );
}
