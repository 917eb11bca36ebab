import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconPlus } from '@tabler/icons-react';
import type { StepKind } from '../../../../../shared/domain/pipeline/step.ts';
import { STEP_WORDS } from '../../words/kinds.ts';
import classes from '../editor.module.css';
import { DOES } from './words.ts';

export default function AddStep({
  kinds,
  onAdd,
}: {
  kinds: readonly StepKind[];
  onAdd: (kind: StepKind) => void;
}) {
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          variant="default"
          className={classes['start']}
          leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
          rightSection={<IconChevronDown size={14} stroke={1.75} aria-hidden />}
        >
          Add a step
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {kinds.map((kind) => {
          const { word, icon: Glyph } = STEP_WORDS[kind];
          return (
            <Menu.Item
              key={kind}
              leftSection={<Glyph size={16} stroke={1.75} aria-hidden />}
              onClick={() => onAdd(kind)}
            >
              {word} <span className={classes['quiet']}>{DOES[kind]}</span>
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
