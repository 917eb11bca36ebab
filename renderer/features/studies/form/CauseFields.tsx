import { Button, SegmentedControl } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { OfferedRelation } from '../../../../shared/contract/studies.ts';
import classes from '../studies.module.css';
import ColumnSelect from './ColumnSelect.tsx';
import { type Loose, partsOf, textOf, withKey } from './loose.ts';
import RelationSelect from './RelationSelect.tsx';

/** What is known to have moved both sides: promotions, holidays. */
export default function CauseFields({
  value,
  offers,
  onChange,
}: {
  value: Loose;
  offers: readonly OfferedRelation[];
  onChange: (next: Loose) => void;
}) {
  const causes = partsOf(value, 'causes');
  const put = (next: readonly Loose[]) => onChange(withKey(value, 'causes', next));
  const set = (at: number, next: Loose) => put(causes.map((one, place) => (place === at ? next : one)));
  return (
    <fieldset className={classes['side']}>
      <legend className={classes['strong']}>Known causes</legend>
      <p className={classes['quiet']}>
        Promotions and holidays move attention and sales at once: what isn’t named here is taken for a
        relation.
      </p>
      {causes.map((cause, at) => {
        const relation = textOf(cause, 'relation');
        const isSpan = 'first' in cause || 'last' in cause;
        const column = (label: string, key: string, clearable = false) => (
          <ColumnSelect
            {...{ label, relation, offers, clearable }}
            value={textOf(cause, key)}
            onChange={(next) =>
              set(at, key === 'name' ? withKey(cause, key, next) : { ...cause, [key]: next })
            }
          />
        );
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: causes have no name of their own, and their place is what they are known by
          <div key={at} className={classes['cause']}>
            <div className={classes['fields']}>
              <RelationSelect
                label={`Cause ${at + 1}: relation`}
                offers={offers}
                value={relation}
                onChange={(next) => set(at, { ...cause, relation: next })}
              />
              {isSpan ? column('First day', 'first') : column('Day', 'day')}
              {isSpan && column('Last day', 'last')}
              {column('Name (each name a cause by itself)', 'name', true)}
            </div>
            <div className={classes['buttons']}>
              <SegmentedControl
                size="xs"
                aria-label={`Days of cause ${at + 1}`}
                value={isSpan ? 'span' : 'day'}
                data={[
                  { value: 'day', label: 'Single days' },
                  { value: 'span', label: 'From a day to a day' },
                ]}
                onChange={(next) => {
                  const { day: _day, first: _first, last: _last, ...others } = cause;
                  set(at, next === 'span' ? { ...others, first: '', last: '' } : { ...others, day: '' });
                }}
              />
              <Button
                variant="subtle"
                color="gray"
                size="compact-sm"
                leftSection={<IconTrash size={14} stroke={1.75} aria-hidden />}
                aria-label={`Remove cause ${at + 1}`}
                onClick={() => put(causes.filter((_, place) => place !== at))}
              >
                Remove
              </Button>
            </div>
          </div>
        );
      })}
      <div className={classes['buttons']}>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size={14} stroke={1.75} aria-hidden />}
          onClick={() => put([...causes, { relation: '', day: '' }])}
        >
          Add a cause
        </Button>
      </div>
    </fieldset>
  );
}
