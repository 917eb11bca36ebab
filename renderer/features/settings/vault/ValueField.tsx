import { Button, FileButton, Group, Text, TextInput } from '@mantine/core';
import { type ClipboardEvent, useState } from 'react';
import { useFormats } from '../../../app/formats.tsx';
import classes from '../settings.module.css';

interface ValueFieldProps {
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
}

/** The most the contract takes, in characters. */
const LONGEST = 65_536;

/**
 * A value that is never shown. A one-line field would silently drop the line breaks of a key file, so a value with
 * several lines is held beside it, named only by its size.
 */
export default function ValueField({ value, onChange, error }: ValueFieldProps) {
  const formats = useFormats();
  const [held, setHeld] = useState<string | null>(null);
  const [refused, setRefused] = useState<string>();

  function hold(text: string, origin: string): void {
    if (text.length > LONGEST) {
      setRefused(`That is longer than ${formats.number(LONGEST)} characters, more than a secret may have.`);
      return;
    }
    setRefused(undefined);
    setHeld(
      `${origin}: ${formats.number(text.length)} characters in ${formats.number(text.split('\n').length)} lines`,
    );
    onChange(text);
  }

  function pasted(event: ClipboardEvent): void {
    const text = event.clipboardData.getData('text');
    if (!text.trimEnd().includes('\n')) return;
    event.preventDefault();
    hold(text, 'Pasted');
  }

  if (held !== null) {
    return (
      <Group justify="space-between" className={classes['held']}>
        <Text role="status">{held}</Text>
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => {
            setHeld(null);
            onChange('');
          }}
        >
          Take it back
        </Button>
      </Group>
    );
  }
  return (
    <Group gap="xs" wrap="nowrap" align="flex-end">
      <TextInput
        style={{ flex: 1 }}
        type="password"
        label="Value"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onPaste={pasted}
        error={refused ?? error}
        inputWrapperOrder={['label', 'description', 'error', 'input']}
        maxLength={LONGEST}
        autoComplete="new-password"
        spellCheck={false}
      />
      <FileButton onChange={(file) => void file?.text().then((text) => hold(text, file.name))}>
        {(props) => (
          <Button variant="default" {...props}>
            From a file…
          </Button>
        )}
      </FileButton>
    </Group>
  );
}
