import { Button } from '@mantine/core';
import type { Ref } from 'react';
import type { InboxTrend } from '../../../../shared/contract/trends.ts';
import classes from '../trends.module.css';
import { askWords, categoryWords } from './words.ts';

/** One trend: what it is called, what is known, and an answer each. */
export default function InboxRow({
  trend,
  categories,
  current,
  place,
  onCurrent,
  onSay,
}: {
  trend: InboxTrend;
  categories: readonly string[];
  current: boolean;
  place: Ref<HTMLLIElement> | null;
  onCurrent: () => void;
  onSay: (category: string) => void;
}) {
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
        <p className={classes['name']}>{trend.label}</p>
        <p className={classes['quiet']}>{categoryWords(trend)}</p>
        {trend.hashtags.length > 0 && <p className={classes['tags']}>{trend.hashtags.join(' ')}</p>}
        {current && <p className={classes['why']}>{askWords(trend)}</p>}
      </div>
      <fieldset className={classes['choices']}>
        <legend>Category of {trend.label}</legend>
        {categories.map((category, at) => (
          <Button
            key={category}
            size="compact-sm"
            variant={category === trend.category ? 'light' : 'default'}
            aria-pressed={category === trend.category}
            onClick={() => onSay(category)}
          >
            {current && at < 9 && <span className={classes['key']}>{at + 1}</span>}
            {category}
          </Button>
        ))}
      </fieldset>
    </li>
  );
}
