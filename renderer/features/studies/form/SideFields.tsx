import { MultiSelect, Select } from '@mantine/core';
import type { OfferedRelation } from '../../../../shared/contract/studies.ts';
import classes from '../studies.module.css';
import ColumnSelect, { choicesOf, columnsOf } from './ColumnSelect.tsx';
import { type Loose, textOf, textsOf, withKey } from './loose.ts';

/** Where the series of one side are: the signals, or the outcomes. */
export default function SideFields({
  title,
  means,
  value,
  offers,
  onChange,
}: {
  title: string;
  means: string;
  value: Loose;
  offers: readonly OfferedRelation[];
  onChange: (next: Loose) => void;
}) {
  const relation = textOf(value, 'relation');
  const about = textsOf(value, 'about');
  const set = (key: string) => (next: unknown) => onChange(withKey(value, key, next));
  return (
    <fieldset className={classes['side']}>
      <legend className={classes['strong']}>{title}</legend>
      <p className={classes['quiet']}>{means}</p>
      <Select
        label="Relation"
        searchable
        data={choicesOf(
          offers.map((one) => one.relation),
          relation,
        )}
        value={relation === '' ? null : relation}
        onChange={set('relation')}
      />
      <div className={classes['fields']}>
        <ColumnSelect
          label="Name of the series"
          {...{ relation, offers }}
          value={textOf(value, 'name')}
          onChange={set('name')}
        />
        <ColumnSelect
          label="Day"
          {...{ relation, offers }}
          value={textOf(value, 'day')}
          onChange={set('day')}
        />
        <ColumnSelect
          label="Value"
          {...{ relation, offers }}
          value={textOf(value, 'value')}
          onChange={set('value')}
        />
      </div>
      <MultiSelect
        label="What it is about"
        description="Told beside each finding, and what the explorer filters by."
        data={choicesOf(columnsOf(offers, relation), ...about)}
        value={about}
        onChange={set('about')}
      />
    </fieldset>
  );
}
