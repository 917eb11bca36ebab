import { PasswordInput } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { type PassphraseDraft, problemsOf, SHORTEST_PASSPHRASE } from './passphraseDraft.ts';

interface NewPassphraseProps {
  draft: PassphraseDraft;
  onChange: (draft: PassphraseDraft) => void;
  /** Problems are named once the person has tried, not while they type. */
  tried: boolean;
  autoFocus?: boolean;
}

/** Asked for twice: nobody can tell it to you again. */
export default function NewPassphrase({ draft, onChange, tried, autoFocus = false }: NewPassphraseProps) {
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (autoFocus) first.current?.focus();
  }, [autoFocus]);
  const problems = tried ? problemsOf(draft) : {};
  return (
    <>
      <PasswordInput
        ref={first}
        label="New passphrase"
        description={`At least ${SHORTEST_PASSPHRASE} characters; a few unrelated words work well.`}
        value={draft.passphrase}
        onChange={(event) => onChange({ ...draft, passphrase: event.currentTarget.value })}
        error={problems.passphrase}
        autoComplete="new-password"
      />
      <PasswordInput
        label="New passphrase again"
        value={draft.again}
        onChange={(event) => onChange({ ...draft, again: event.currentTarget.value })}
        error={problems.again}
        autoComplete="new-password"
      />
    </>
  );
}
