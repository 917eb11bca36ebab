import { Button } from '@mantine/core';
import { IconCheck, IconCircleDashed, IconX } from '@tabler/icons-react';
import type { Ref } from 'react';
import type { LinkLine } from '../../../../shared/contract/trends.ts';
import { State } from '../../../ui/State.tsx';
import classes from '../trends.module.css';
import { evidenceWords, groundWords } from './words.ts';

const STANDING = {
  proposed: { state: 'idle', icon: IconCircleDashed, word: 'Proposed' },
  accepted: { state: 'ok', icon: IconCheck, word: 'Accepted' },
  rejected: { state: 'idle', icon: IconX, word: 'Rejected' },
} as const;

/** One link: the two it joins, why, what a study says, and the two answers. */
export default function LinkRow({
  link,
  current,
  place,
  onCurrent,
  onSay,
}: {
  link: LinkLine;
  current: boolean;
  place: Ref<HTMLLIElement> | null;
  onCurrent: () => void;
  onSay: (decision: 'accepted' | 'rejected') => void;
}) {
  const { state, icon, word } = STANDING[link.standing];
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: j and k move, and each answer is a button
    <li
      ref={place}
      className={classes['row']}
      aria-current={current || undefined}
      onClick={onCurrent}
      onFocus={onCurrent}
    >
      <div className={classes['words']}>
        <p className={classes['name']}>
          {link.label} <span className={classes['arrow']}>→</span> {link.title}
        </p>
        <p className={classes['quiet']}>{groundWords(link)}</p>
        <p className={classes['why']}>{evidenceWords(link)}</p>
        {current && link.evidence !== null && <p className={classes['quiet']}>{link.evidence.sentence}</p>}
      </div>
      <div className={classes['choices']}>
        <State state={state} icon={icon}>
          {word}
        </State>
        <Button
          size="compact-sm"
          variant="default"
          disabled={link.standing === 'accepted' && link.by === 'decision'}
          aria-label={`Accept ${link.label} and ${link.title}`}
          onClick={() => onSay('accepted')}
        >
          {current && <span className={classes['key']} data-key="a" />}
          Accept
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          disabled={link.standing === 'rejected' && link.by === 'decision'}
          aria-label={`Reject ${link.label} and ${link.title}`}
          onClick={() => onSay('rejected')}
        >
          {current && <span className={classes['key']} data-key="x" />}
          Reject
        </Button>
      </div>
    </li>
  );
}
