import { Select } from '@mantine/core';
import { type Bound, fieldProps, NamesField } from '../form/fields.tsx';
import { textOf, withField } from '../loose.ts';
import type { Offers } from '../offers.ts';
import SqlField from './SqlField.tsx';
import { boundValue, boundWords } from './sqlValues.ts';

/** Statements written here, or a file of queries/. */
export default function SqlFields({ of, offers }: { of: Bound; offers: Offers }) {
  const sql = textOf(of.value, 'sql');
  const isFile = offers.queries.includes(sql);
  const set = (next: string) => of.onChange({ ...of.value, sql: next });
  const props = fieldProps({ of, name: 'sql', label: 'Statements' });
  const values = Array.isArray(of.value['values']) ? of.value['values'] : [];
  return (
    <>
      {offers.queries.length > 0 && (
        <Select
          label="Runs"
          data={[{ value: '', label: 'Statements written here' }, ...offers.queries]}
          value={isFile ? sql : ''}
          allowDeselect={false}
          onChange={(file) => set(file ?? '')}
        />
      )}
      {!isFile && (
        <SqlField
          label="Statements"
          description="They are one transaction: all of them take effect, or none."
          value={sql}
          error={props.error}
          path={props['data-path']}
          onChange={set}
        />
      )}
      <NamesField
        of={{
          ...of,
          value: { values: values.map(boundWords) },
          onChange: (next) =>
            of.onChange(withField(of.value, 'values', ((next['values'] ?? []) as string[]).map(boundValue))),
        }}
        name="values"
        label="Values"
        description="For each ? of the statements, in order. Numbers, true, false and null are taken as such."
      />
      <NamesField
        of={of}
        name="writes"
        label="Writes"
        description="Relations: pipelines that wait for them hear of it."
        names={offers.relations}
      />
    </>
  );
}
