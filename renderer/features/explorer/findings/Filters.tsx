import { Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { memo } from 'react';
import {
  type FindingsPage,
  type OpenStudy,
  VERDICTS,
  type Verdict,
} from '../../../../shared/contract/explorer.ts';
import classes from '../explorer.module.css';
import { calledBy } from '../study/called.ts';
import type { ChangeView } from '../study/useExplorerView.ts';
import { VERDICT } from './words.ts';

interface FiltersProps {
  readonly study: OpenStudy;
  readonly counts: FindingsPage['counts'];
  readonly verdict: Verdict | null;
  readonly about: Readonly<Record<string, string>>;
  readonly search: string;
  readonly change: ChangeView;
}

/** What else is known of series says too little about many pairs to be filtered by. */
const COLUMNS = ['platform', 'category', 'product'];

export const Filters = memo(function Filters({
  study,
  counts,
  verdict,
  about,
  search,
  change,
}: FiltersProps) {
  return (
    <div className={classes['filters']}>
      <TextInput
        aria-label="Search the findings"
        placeholder="Trend or product"
        leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
        value={search}
        onChange={(event) => change('search', { search: event.currentTarget.value })}
      />
      <Select
        aria-label="Verdict"
        placeholder="Any verdict"
        clearable
        data={VERDICTS.map((value) => ({ value, label: VERDICT[value].word }))}
        // Counted only where one chooses: the field itself is too narrow for both.
        renderOption={({ option }) => `${option.label} (${counts[option.value as Verdict] ?? 0})`}
        value={verdict}
        onChange={(value) =>
          change(`verdict ${value}`, { verdict: VERDICTS.find((one) => one === value) ?? null })
        }
      />
      {COLUMNS.map((column) => {
        const values = valuesOf(study, column);
        return values.length < 2 ? null : (
          <Select
            key={column}
            aria-label={column}
            placeholder={`Any ${column}`}
            clearable
            searchable
            data={values}
            value={about[column] ?? null}
            onChange={(value) => change(`${column} ${value}`, { about: withValue(about, column, value) })}
          />
        );
      })}
    </div>
  );
});

function valuesOf(study: OpenStudy, column: string): { value: string; label: string }[] {
  const called = calledBy(study);
  const told = [...study.signals, ...study.outcomes].map(({ about }) => about[column]);
  return [...new Set(told.filter((value): value is string => typeof value === 'string'))]
    .map((value) => ({ value, label: called.value(column, value) }))
    .sort((one, other) => one.label.localeCompare(other.label));
}

function withValue(about: Readonly<Record<string, string>>, column: string, value: string | null) {
  const { [column]: _, ...rest } = about;
  return value === null ? rest : { ...rest, [column]: value };
}
