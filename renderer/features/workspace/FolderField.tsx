import { Button, Group, TextInput } from '@mantine/core';
import { notifyFailure } from '../../app/toasts.ts';
import { failureOf, useClient } from '../../client/client.tsx';
import { folderInside } from './folderName.ts';
import classes from './workspace.module.css';

interface FolderFieldProps {
  value: string;
  /** Of the workspace: a browsed-to folder gets a new folder of that name. */
  name: string;
  error: string | undefined;
  onChange: (folder: string) => void;
  onPicking: (picking: boolean) => void;
}

export default function FolderField({ value, name, error, onChange, onPicking }: FolderFieldProps) {
  const client = useClient();

  async function browse(): Promise<void> {
    onPicking(true);
    try {
      const { path } = await client.host.pickFolder({ title: 'Where should the new folder go?' });
      if (path !== null) onChange(folderInside(path, name));
    } catch (failure) {
      notifyFailure(failureOf(failure));
    } finally {
      onPicking(false);
    }
  }

  return (
    <Group gap="xs" wrap="nowrap" align="flex-end">
      <TextInput
        className={classes['folder']}
        label="Folder"
        description="A new or an empty folder. It is made if it isn’t there."
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error}
        inputWrapperOrder={['label', 'description', 'error', 'input']}
        spellCheck={false}
        autoComplete="off"
      />
      <Button variant="default" onClick={() => void browse()}>
        Browse…
      </Button>
    </Group>
  );
}
