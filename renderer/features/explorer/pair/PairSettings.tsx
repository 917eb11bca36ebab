import { Button, Switch, TextInput } from '@mantine/core';
import { memo } from 'react';
import { AS_THE_STUDY, isAsTheStudy, type PairToggles } from '../../../../shared/domain/pairToggles.ts';
import classes from '../explorer.module.css';
import type { ChangeView } from '../study/useExplorerView.ts';
import { ALL_DAYS, TOGGLES } from './settings.ts';

interface PairSettingsProps {
  readonly toggles: PairToggles;
  readonly from: string;
  readonly to: string;
  readonly change: ChangeView;
}

/** What is done to both series before they are compared; each change asks another question, and the sentence answers it. */
export const PairSettings = memo(function PairSettings({ toggles, from, to, change }: PairSettingsProps) {
  const isUsual = isAsTheStudy(toggles) && from === '' && to === '';
  const isBackwards = from !== '' && to !== '' && to < from;
  return (
    <section aria-label="How the series are prepared" className={classes['panel']}>
      <div className={classes['row']}>
        {TOGGLES.map(({ key, label, what }) => (
          <Switch
            key={key}
            size="sm"
            label={label}
            title={what}
            aria-description={what}
            checked={toggles[key]}
            onChange={(event) =>
              change(`toggle ${key}`, { toggles: { ...toggles, [key]: event.currentTarget.checked } })
            }
          />
        ))}
      </div>
      <div className={classes['row']}>
        <TextInput
          type="date"
          label="From"
          value={from}
          onChange={(event) => change('from', { from: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label="To"
          value={to}
          error={isBackwards ? 'Ends before it begins: all days are shown.' : undefined}
          onChange={(event) => change('to', { to: event.currentTarget.value })}
        />
        <Button
          variant="default"
          disabled={isUsual}
          onClick={() => change('as the study', { toggles: AS_THE_STUDY, ...ALL_DAYS })}
        >
          As the study does
        </Button>
      </div>
    </section>
  );
});
