import { Fragment } from 'react';
import { keysOf, onMac, type Shortcut } from '../app/shortcut.ts';
import classes from './KeyHint.module.css';

/** A shortcut as keys: `Mod+K` is drawn with the platform's own name for Mod. */
export function KeyHint({ shortcut }: { shortcut: Shortcut }) {
  const presses = keysOf(shortcut, onMac(navigator.platform));
  return (
    <span className={classes['hint']}>
      {presses.map((keys, at) => (
        <Fragment key={keys.join('+')}>
          {at > 0 && <span className={classes['then']}>then</span>}
          {keys.map((key) => (
            <kbd key={key} className={classes['key']}>
              {key}
            </kbd>
          ))}
        </Fragment>
      ))}
    </span>
  );
}
