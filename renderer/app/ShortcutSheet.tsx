import { Modal } from '@mantine/core';
import { KeyHint } from '../ui/KeyHint.tsx';
import { grouped } from './actionList.ts';
import { useOfferedActions } from './actions.tsx';
import classes from './ShortcutSheet.module.css';

/** All that can be done with the keyboard from anywhere, as it is offered right now. */
export function ShortcutSheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const offered = useOfferedActions().filter(({ shortcut }) => shortcut !== undefined);
  return (
    <Modal opened={opened} onClose={onClose} title="Keyboard shortcuts" size="lg">
      <div className={classes['groups']}>
        {grouped(offered).map(([group, actions]) => (
          <section key={group} className={classes['group']}>
            <h2 className={classes['heading']}>{group}</h2>
            <dl className={classes['list']}>
              {actions.map(({ id, label, shortcut = '' }) => (
                <div key={id} className={classes['row']}>
                  <dt>{label}</dt>
                  <dd>
                    <KeyHint shortcut={shortcut} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
