import { ActionIcon, Anchor, Group, TextInput } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import classes from './host.module.css';
import { crumbsOf, isAbsolute } from './paths.ts';

interface PathFieldProps {
  here: string;
  parent: string | null;
  onGo: (path: string) => void;
}

/** The way here as links, and as text that can be edited or pasted over. */
export default function PathField({ here, parent, onGo }: PathFieldProps) {
  const crumbs = crumbsOf(here);
  // What was typed counts for the folder it was typed in; arriving elsewhere shows the new path.
  const [draft, setDraft] = useState({ at: here, text: here });
  const text = draft.at === here ? draft.text : here;
  return (
    <>
      <Group gap="xs" wrap="nowrap" align="flex-end">
        <TextInput
          className={classes['path']}
          label="Path"
          value={text}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setDraft({ at: here, text: event.currentTarget.value })}
          onKeyDown={(event) => {
            const typed = text.trim();
            if (event.key === 'Enter' && (isAbsolute(typed) || typed.startsWith('~'))) onGo(typed);
          }}
        />
        <ActionIcon
          variant="default"
          size={32}
          aria-label="Up to the folder around this one"
          disabled={parent === null}
          onClick={() => parent !== null && onGo(parent)}
        >
          <IconArrowUp size={18} aria-hidden />
        </ActionIcon>
      </Group>
      <nav aria-label="Folders on the way here" className={classes['crumbs']}>
        {crumbs.map(({ label, path }, index) => (
          <Fragment key={path}>
            {index > 1 && <span aria-hidden>/</span>}
            <Anchor
              component="button"
              type="button"
              aria-current={path === here ? 'location' : undefined}
              onClick={() => onGo(path)}
            >
              {label}
            </Anchor>
          </Fragment>
        ))}
      </nav>
    </>
  );
}
