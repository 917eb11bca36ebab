import { NumberInput, Select, TextInput } from '@mantine/core';
import type { OfferedRelation } from '../../../../shared/contract/studies.ts';
import classes from '../studies.module.css';
import CauseFields from './CauseFields.tsx';
import { type Loose, partOf, textOf, withKey } from './loose.ts';
import PairFields from './PairFields.tsx';
import RelationSelect from './RelationSelect.tsx';
import SideFields from './SideFields.tsx';

const GRAINS = [
  { value: 'day', label: 'Days' },
  { value: 'week', label: 'Weeks' },
  { value: 'hour', label: 'Hours' },
];

const NUMBERS = [
  {
    key: 'leads',
    label: 'Longest lead',
    description: 'Looked at in both directions, in steps of the grain.',
    max: 365,
  },
  { key: 'latency_days', label: 'Days until a signal is known', description: '0 if left out.', max: 365 },
  {
    key: 'reaction_days',
    label: 'Days until what you do takes effect',
    description: '0 if left out.',
    max: 365,
  },
  { key: 'seed', label: 'Seed', description: 'The same seed draws the same chances.', max: 2 ** 32 - 1 },
] as const;

/** All that a study's file says, as fields. */
export default function StudyForm({
  value,
  offers,
  onChange,
}: {
  value: Loose;
  offers: readonly OfferedRelation[];
  onChange: (next: Loose) => void;
}) {
  const set = (key: string) => (next: unknown) => onChange(withKey(value, key, next));
  return (
    <div className={classes['parts']}>
      <TextInput
        label="Title"
        value={textOf(value, 'title')}
        onChange={(event) => set('title')(event.currentTarget.value)}
      />
      <div className={classes['sides']}>
        <SideFields
          title="Signals"
          means="Attention: one number a day for each series."
          value={partOf(value, 'signals')}
          offers={offers}
          onChange={(next) => onChange({ ...value, signals: next })}
        />
        <SideFields
          title="Outcomes"
          means="Sales: one number a day for each series; empty while out of stock."
          value={partOf(value, 'outcomes')}
          offers={offers}
          onChange={(next) => onChange({ ...value, outcomes: next })}
        />
      </div>
      <PairFields {...{ value, offers, onChange }} />
      <CauseFields {...{ value, offers, onChange }} />
      <fieldset className={classes['side']}>
        <legend className={classes['strong']}>How it is judged, and where it goes</legend>
        <div className={classes['fields']}>
          <Select
            label="Grain"
            description="What one step is: leads are counted in it."
            data={GRAINS}
            value={textOf(value, 'grain') || 'day'}
            allowDeselect={false}
            onChange={(next) => set('grain')(next)}
          />
          {NUMBERS.map(({ key, label, description, max }) => (
            <NumberInput
              key={key}
              label={label}
              description={description}
              min={0}
              max={max}
              allowDecimal={false}
              value={typeof value[key] === 'number' ? value[key] : ''}
              onChange={(next) => set(key)(typeof next === 'number' ? next : undefined)}
            />
          ))}
          <TextInput
            label="Family"
            description="Pairs of one family are corrected together, with all ever tried in it."
            spellCheck={false}
            value={textOf(value, 'family')}
            onChange={(event) => set('family')(event.currentTarget.value)}
          />
          <RelationSelect
            label="Findings go into"
            description="Such as analytics.finding"
            offers={offers}
            value={textOf(value, 'into')}
            onChange={(next) => onChange({ ...value, into: next })}
          />
          <RelationSelect
            label="Strengths of platforms go into"
            description="Left empty, platforms aren’t compared."
            offers={offers}
            value={textOf(value, 'strength_into')}
            onChange={set('strength_into')}
          />
        </div>
      </fieldset>
    </div>
  );
}
