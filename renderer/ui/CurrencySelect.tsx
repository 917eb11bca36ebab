import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { Currency } from '../../shared/domain/currency.ts';
import { useFormats } from '../app/formats.tsx';

interface CurrencySelectProps {
  value: Currency;
  onChange: (currency: Currency) => void;
  description?: string;
  error?: string | undefined;
}

/** Every currency this machine knows, found by code or by name. */
export function CurrencySelect({ value, onChange, ...rest }: CurrencySelectProps) {
  const { locale } = useFormats();
  const currencies = useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'currency' });
    return Intl.supportedValuesOf('currency').map((code) => ({
      value: code,
      label: `${code} – ${names.of(code) ?? code}`,
    }));
  }, [locale]);
  return (
    <Select
      {...rest}
      label="Currency"
      data={currencies}
      value={value}
      onChange={(code) => code !== null && onChange(Currency.parse(code))}
      searchable
      allowDeselect={false}
      selectFirstOptionOnChange
      nothingFoundMessage="No currency is called that. Try its three-letter code."
    />
  );
}
