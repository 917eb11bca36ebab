import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { useFormats } from '../../app/formats.tsx';
import { localeOptions } from './locales.ts';

const MACHINE = 'machine';
const SAMPLE_DAY = '2026-03-09';
const SAMPLE_MINOR = 123_456_700;

interface LocaleChoiceProps {
  /** Null follows the machine. */
  value: string | null;
  onChange: (locale: string | null) => void;
}

export default function LocaleChoice({ value, onChange }: LocaleChoiceProps) {
  const formats = useFormats();
  const options = useMemo(
    () => [
      { value: MACHINE, label: `Follow this machine (${navigator.language})` },
      ...localeOptions(formats.locale, value),
    ],
    [formats.locale, value],
  );
  return (
    <Select
      label="Number and date format"
      description={`Like ${formats.number(1234567.8)}, ${formats.money(SAMPLE_MINOR)}, ${formats.day(SAMPLE_DAY)}. The words stay English.`}
      data={options}
      value={value ?? MACHINE}
      onChange={(chosen) => onChange(chosen === MACHINE ? null : chosen)}
      searchable
      allowDeselect={false}
      selectFirstOptionOnChange
      nothingFoundMessage="Not in this list. Any language tag can be written into settings.json."
    />
  );
}
