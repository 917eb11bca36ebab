import { Button } from '@mantine/core';
import { useState } from 'react';
import { Section } from '../../../ui/Section.tsx';
import ChangePassphrase from './ChangePassphrase.tsx';

export default function ChangePassphraseSection() {
  const [open, setOpen] = useState(false);
  return (
    <Section title="Passphrase">
      {open ? (
        <ChangePassphrase onDone={() => setOpen(false)} />
      ) : (
        <div>
          <Button variant="default" onClick={() => setOpen(true)}>
            Change the passphrase…
          </Button>
        </div>
      )}
    </Section>
  );
}
