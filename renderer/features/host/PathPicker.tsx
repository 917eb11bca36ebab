import { Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useRef } from 'react';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { choiceOf } from './choice.ts';
import classes from './host.module.css';
import PathField from './PathField.tsx';
import PickerRows from './PickerRows.tsx';
import { lastNameOf } from './paths.ts';
import type { Answer, PathQuestion } from './questions.ts';
import { usePicker } from './usePicker.ts';

/** One dialog for all three: a folder, a file, or where to save. The button always names what it will take. */
export default function PathPicker({ question, onAnswer }: { question: PathQuestion; onAnswer: Answer }) {
  const list = useRef<HTMLDivElement>(null);
  const picker = usePicker(question);
  const { here, rows, active, name } = picker;
  const choice = picker.failure
    ? { path: null, label: 'Choose', says: 'Nothing can be taken from here.' }
    : choiceOf(question.kind, { here, row: rows[active], name, rows });

  function go(path: string): void {
    picker.go(path);
    list.current?.focus();
  }

  function choose(): void {
    if (choice.path !== null) onAnswer(choice.path);
  }

  return (
    <Modal
      opened
      onClose={() => onAnswer(null)}
      title={question.title}
      size="lg"
      zIndex={400}
      closeButtonProps={{ 'aria-label': 'Cancel' }}
    >
      <Stack
        gap="sm"
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) choose();
        }}
      >
        <PathField here={here} parent={picker.parent} onGo={go} />
        <PickerRows
          listRef={list}
          label={`${question.kind === 'pickFolder' ? 'Folders' : 'Folders and files'} in ${lastNameOf(here)}`}
          rows={rows}
          active={active}
          busy={picker.loading}
          instead={picker.failure && <FailureNotice failure={picker.failure} />}
          onActive={picker.setActive}
          onOpen={(row) => (row.kind === 'folder' ? picker.enter(row) : choose())}
          onUp={picker.up}
        />
        {question.kind === 'pickSavePath' && (
          <TextInput
            label="File name"
            value={name}
            onChange={(event) => picker.setName(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Enter' && choose()}
          />
        )}
        <Checkbox
          label="Show hidden files and folders"
          checked={picker.hidden}
          onChange={(event) => picker.setHidden(event.currentTarget.checked)}
        />
        <Text c="dimmed" role="status">
          {choice.says}
        </Text>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={() => onAnswer(null)}>
            Cancel
          </Button>
          <Button className={classes['choose']} disabled={choice.path === null} onClick={choose}>
            {choice.label}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
