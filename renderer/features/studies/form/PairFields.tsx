import { Radio, Stack, TextInput } from '@mantine/core';
import type { OfferedRelation } from '../../../../shared/contract/studies.ts';
import classes from '../studies.module.css';
import ColumnSelect from './ColumnSelect.tsx';
import { type Loose, partOf, textOf, withKey } from './loose.ts';
import RelationSelect from './RelationSelect.tsx';

/** Which signals meet which outcomes. */
export default function PairFields({
  value,
  offers,
  onChange,
}: {
  value: Loose;
  offers: readonly OfferedRelation[];
  onChange: (next: Loose) => void;
}) {
  const linked = typeof value['pairs'] === 'object' && value['pairs'] !== null;
  const pairs = partOf(value, 'pairs');
  const relation = textOf(pairs, 'relation');
  const set = (key: string) => (next: unknown) =>
    onChange(withKey(value, 'pairs', withKey(pairs, key, next)));
  return (
    <fieldset className={classes['side']}>
      <legend className={classes['strong']}>Pairs</legend>
      <Radio.Group
        value={linked ? 'linked' : 'all'}
        aria-label="Which pairs are compared"
        onChange={(next) =>
          onChange(
            withKey(value, 'pairs', next === 'all' ? undefined : { relation: '', signal: '', outcome: '' }),
          )
        }
      >
        <Stack gap="xs">
          <Radio
            value="all"
            label="Every signal with every outcome"
            description="More is found by chance then, and corrected for."
          />
          <Radio
            value="linked"
            label="Only what a relation links"
            description="What belongs together, and nothing else."
          />
        </Stack>
      </Radio.Group>
      {linked && (
        <>
          <div className={classes['fields']}>
            <RelationSelect label="Relation" offers={offers} value={relation} onChange={set('relation')} />
            <ColumnSelect
              label="Of the signals"
              {...{ relation, offers }}
              value={textOf(pairs, 'signal')}
              onChange={set('signal')}
            />
            <ColumnSelect
              label="Of the outcomes"
              {...{ relation, offers }}
              value={textOf(pairs, 'outcome')}
              onChange={set('outcome')}
            />
          </div>
          <TextInput
            label="Where"
            description="One list of values of one column, like: affiliation in ('accepted', 'proposed')"
            spellCheck={false}
            value={textOf(pairs, 'where')}
            onChange={(event) => set('where')(event.currentTarget.value)}
          />
        </>
      )}
    </fieldset>
  );
}
