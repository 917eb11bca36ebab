import { Button, Switch, TextInput } from '@mantine/core';
import { AS_THE_STUDY, isAsTheStudy, type PairToggles } from '../../../../shared/domain/pairToggles.ts';
import classes from '../explorer.module.css';
import { ALL_DAYS, type Period, TOGGLES } from './settings.ts';

interface PairSettingsProps {
  readonly toggles: PairToggles;
  readonly onToggles: (toggles: PairToggles) => void;
  readonly period: Period;
  readonly onPeriod: (period: Period) => void;
}

/** What is done to both series before they are compared; each change asks another question, and the sentence answers it. */
export function PairSettings({ toggles, onToggles, period, onPeriod }: PairSettingsProps) {
  const isUsual = isAsTheStudy(toggles) && period.from === '' && period.to === '';
  const isBackwards = period.from !== '' && period.to !== '' && period.to < period.from;
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
            onChange={(event) => onToggles({ ...toggles, [key]: event.currentTarget.checked })}
          />
        ))}
      </div>
      <div className={classes['row']}>
        <TextInput
          type="date"
          label="From"
          value={period.from}
          onChange={(event) => onPeriod({ ...period, from: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label="To"
          value={period.to}
          error={isBackwards ? 'Ends before it begins: all days are shown.' : undefined}
          onChange={(event) => onPeriod({ ...period, to: event.currentTarget.value })}
        />
        <Button
          variant="default"
          disabled={isUsual}
          onClick={() => {
            if (!isAsTheStudy(toggles)) onToggles(AS_THE_STUDY);
            if (period.from !== '' || period.to !== '') onPeriod(ALL_DAYS);
          }}
        >
          As the study does
        </Button>
      </div>
    </section>
  );
}
