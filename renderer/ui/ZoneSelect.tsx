import { type ComboboxItem, type OptionsFilter, Select } from '@mantine/core';
import { useMemo } from 'react';
import { machineZone, Zone } from '../../shared/domain/zone.ts';

interface ZoneSelectProps {
  value: Zone;
  onChange: (zone: Zone) => void;
  label?: string;
  description?: string;
  error?: string | undefined;
}

/** Every zone this machine knows. Typing finds "new york" too, as people write it. */
export function ZoneSelect({ value, onChange, label = 'Reporting zone', ...rest }: ZoneSelectProps) {
  // Chromium's own list leaves out UTC and may spell the machine's zone by an older name.
  const zones = useMemo(
    () => [...new Set(['UTC', machineZone(), value, ...Intl.supportedValuesOf('timeZone')])].sort(),
    [value],
  );
  return (
    <Select
      {...rest}
      label={label}
      data={zones}
      value={value}
      onChange={(zone) => zone !== null && onChange(Zone.parse(zone))}
      searchable
      allowDeselect={false}
      selectFirstOptionOnChange
      nothingFoundMessage="No zone is called that. Try the nearest large city."
      filter={byWords}
    />
  );
}

const byWords: OptionsFilter = ({ options, search }) => {
  const words = plain(search).split(' ').filter(Boolean);
  return (options as ComboboxItem[]).filter(({ label }) =>
    words.every((word) => plain(label).includes(word)),
  );
};

function plain(text: string): string {
  return text.toLowerCase().replace(/[_/]/g, ' ').trim();
}
