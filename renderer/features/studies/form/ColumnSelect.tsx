import { Select } from '@mantine/core';
import type { OfferedRelation } from '../../../../shared/contract/studies.ts';

/** One column of a relation. What the file says stays a choice, also where the relation isn't built yet. */
export default function ColumnSelect({
  label,
  relation,
  offers,
  value,
  onChange,
  clearable = false,
}: {
  label: string;
  relation: string;
  offers: readonly OfferedRelation[];
  value: string;
  onChange: (next: string) => void;
  clearable?: boolean;
}) {
  return (
    <Select
      label={label}
      searchable
      clearable={clearable}
      data={choicesOf(columnsOf(offers, relation), value)}
      value={value === '' ? null : value}
      placeholder={relation === '' ? 'Choose the relation first' : undefined}
      onChange={(next) => onChange(next ?? '')}
    />
  );
}

export function columnsOf(offers: readonly OfferedRelation[], relation: string): string[] {
  return offers.find((one) => one.relation === relation)?.columns.map(({ name }) => name) ?? [];
}

export function choicesOf(known: readonly string[], ...said: readonly string[]): string[] {
  return [...new Set([...known, ...said.filter((one) => one !== '')])];
}
