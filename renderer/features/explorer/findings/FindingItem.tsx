import { UnstyledButton, useComputedColorScheme } from '@mantine/core';
import { memo } from 'react';
import type { FindingLine } from '../../../../shared/contract/explorer.ts';
import { type Grain, steps } from '../../../../shared/domain/grain.ts';
import { figureText } from '../../../charts/figures.ts';
import { platformColor } from '../../../charts/platformColor.ts';
import { State } from '../../../ui/State.tsx';
import classes from '../explorer.module.css';
import type { PickPair } from '../study/chosen.ts';
import { VERDICT } from './words.ts';

interface FindingItemProps {
  readonly line: FindingLine;
  readonly grain: Grain;
  readonly shown: boolean;
  readonly onPick: PickPair;
}

/** One line of the list. A hundred stand there, and only two change when another is chosen. */
export const FindingItem = memo(function FindingItem({ line, grain, shown, onPick }: FindingItemProps) {
  const scheme = useComputedColorScheme('light');
  const { state, word } = VERDICT[line.verdict];
  const platform = line.about['platform'];
  return (
    <UnstyledButton
      className={classes['line'] ?? ''}
      aria-current={shown || undefined}
      title={`${line.signal} → ${line.outcome}`}
      onClick={() => onPick(line.signal, line.outcome)}
    >
      <span className={classes['names']}>
        {platform !== null && platform !== undefined && (
          <span
            aria-hidden
            className={classes['dot']}
            style={{ background: platformColor(platform, scheme) }}
          />
        )}
        {line.signalLabel} → {line.outcomeLabel}
      </span>
      <span className={classes['row']}>
        <State state={state}>{word}</State>
        <span className={classes['quiet']} data-figures>
          {line.r === null ? '' : `r ${figureText(line.r)}`}
          {line.lead === null || line.r === null ? '' : ` · ${steps(line.lead, grain)}`}
        </span>
      </span>
    </UnstyledButton>
  );
});
