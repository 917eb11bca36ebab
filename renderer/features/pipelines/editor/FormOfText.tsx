import { Button } from '@mantine/core';
import { IconFileAlert } from '@tabler/icons-react';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import type { Told } from './told.ts';

/** What stands where the form would while the text can't be told as one. */
export default function FormOfText({
  file,
  told,
  onGo,
}: {
  file: string;
  told: readonly Told[];
  onGo: (one: Told) => void;
}) {
  const one = told.find(({ severity }) => severity === 'error');
  return (
    <EmptyState
      icon={IconFileAlert}
      title={
        one === undefined
          ? `${file} is being read`
          : `${one.place} of ${file} keeps the form from being shown`
      }
      action={one !== undefined && <Button onClick={() => onGo(one)}>Go to {one.place.toLowerCase()}</Button>}
    >
      {one === undefined
        ? 'The form is here in a moment.'
        : `${one.message} Mend it in the text; nothing you wrote is lost.`}
    </EmptyState>
  );
}
