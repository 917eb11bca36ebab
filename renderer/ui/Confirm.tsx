import { Button, Group, Modal } from '@mantine/core';
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import { STATE } from '../app/palette.ts';

export interface Question {
  readonly title: string;
  /** What will happen, and whether it can be undone. */
  readonly body: ReactNode;
  /** The act itself, as a verb: "Delete". */
  readonly confirm: string;
  readonly danger?: boolean;
}

interface Asked extends Question {
  readonly answer: (yes: boolean) => void;
}

const ConfirmContext = createContext<((question: Question) => Promise<boolean>) | null>(null);

/** Asks one question at a time; closing it any way but by its button is a no. */
export function ConfirmProvider({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [open, setOpen] = useState(false);
  const ask = useCallback(
    (question: Question) =>
      new Promise<boolean>((answer) => {
        setAsked({ ...question, answer });
        setOpen(true);
      }),
    [],
  );
  const settle = (yes: boolean) => {
    asked?.answer(yes);
    setOpen(false);
  };
  return (
    <ConfirmContext.Provider value={ask}>
      {children}
      <Modal opened={open} onClose={() => settle(false)} title={asked?.title} size="sm">
        {asked?.body}
        <Group justify="flex-end" gap="xs" mt="lg">
          <Button variant="default" onClick={() => settle(false)} data-autofocus>
            Cancel
          </Button>
          <Button {...(asked?.danger ? { color: STATE.light.broken } : {})} onClick={() => settle(true)}>
            {asked?.confirm}
          </Button>
        </Group>
      </Modal>
    </ConfirmContext.Provider>
  );
}

/** `if (await confirm({ title, body, confirm: 'Delete', danger: true })) …` */
export function useConfirm(): (question: Question) => Promise<boolean> {
  const ask = useContext(ConfirmContext);
  if (ask === null) throw new Error('This component is outside ConfirmProvider.');
  return ask;
}
