import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { KeyHint } from '../ui/KeyHint.tsx';
import { type Action, grouped } from './actionList.ts';
import { useOfferedActions, useRunAction } from './actions.tsx';
import classes from './CommandPalette.module.css';
import { rank } from './rank.ts';

export type Palette = ReturnType<typeof createSpotlight>;

export function usePalette(): Palette {
  return useState(createSpotlight)[0];
}

/** Every screen and action by its name. */
export function CommandPalette({ palette: [store] }: { palette: Palette }) {
  const [typed, setTyped] = useState('');
  const run = useRunAction();
  const found = rank(
    typed,
    useOfferedActions().filter(({ id }) => id !== 'palette'),
  );
  return (
    <Spotlight.Root
      store={store}
      query={typed}
      onQueryChange={setTyped}
      shortcut={null}
      scrollable
      maxHeight={420}
      size={560}
      radius="md"
      title="Command palette"
      classNames={{ header: classes['spoken'] }}
      overlayProps={{ backgroundOpacity: 0.35 }}
    >
      <Spotlight.Search
        placeholder="Go to a screen or do something"
        classNames={{ input: classes['search'] }}
        aria-label="Search screens and actions"
        leftSection={<IconSearch size={18} stroke={1.5} aria-hidden />}
      />
      <Spotlight.ActionsList>
        {grouped(found).map(([group, actions]) => (
          <Spotlight.ActionsGroup key={group} label={group} className={classes['group']}>
            {actions.map((action) => (
              <Line key={action.id} action={action} onPick={() => run(action.id)} />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {found.length === 0 && <Spotlight.Empty>Nothing is called that.</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function Line({ action: { label, icon: Glyph, shortcut }, onPick }: { action: Action; onPick: () => void }) {
  return (
    <Spotlight.Action onClick={onPick} className={classes['line']}>
      <Glyph size={18} stroke={1.5} aria-hidden className={classes['icon']} />
      <span className={classes['label']}>{label}</span>
      {shortcut !== undefined && <KeyHint shortcut={shortcut} />}
    </Spotlight.Action>
  );
}
