import { Autocomplete } from '@mantine/core';
import type { OfferedRelation } from '../../../../shared/contract/studies.ts';

/** A relation, of those there are or one that comes to be. */
export default function RelationSelect({
  label,
  description,
  offers,
  value,
  onChange,
}: {
  label: string;
  description?: string;
  offers: readonly OfferedRelation[];
  value: string;
  onChange: (next: string) => void;
}) {
  return (
    <Autocomplete
      label={label}
      description={description}
      spellCheck={false}
      data={offers.map(({ relation }) => relation)}
      value={value}
      onChange={onChange}
    />
  );
}
