import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { useCalls } from '../../../../client/client.tsx';
import classes from '../editor.module.css';
import { type Bound, NameField, NamesField, SwitchField, TextField } from '../form/fields.tsx';
import { textOf } from '../loose.ts';

export default function ExtractFields({ of, sources }: { of: Bound; sources: readonly string[] }) {
  const known = useQuery(useCalls().sources.list.queryOptions()).data;
  const source = known?.find(({ name }) => name === textOf(of.value, 'extract'));
  return (
    <>
      <NameField of={of} name="extract" label="Source" names={sources} needed />
      {sources.length === 0 && (
        <p className={`${classes['quiet']} ${classes['whole']}`}>
          No source is connected yet.{' '}
          <Anchor component={Link} href="/sources#gallery">
            Connect one
          </Anchor>
          , then come back: what you wrote here stays.
        </p>
      )}
      <NamesField
        of={of}
        name="streams"
        label="Streams"
        description="Empty: all that are chosen for the source."
        names={source?.streams.map(({ name }) => name) ?? []}
      />
      <div className={classes['pair']}>
        <TextField
          of={of}
          name="from"
          label="From day"
          description="Reads this range again and merges it in. Empty: only what is new."
        />
        <TextField
          of={of}
          name="to"
          label="To day"
          description="In a backfill the interval of the run is the range."
        />
      </div>
      <SwitchField
        of={of}
        name="full_refresh"
        label="Read everything again"
        description="Not only what is new since the last time."
      />
      <SwitchField
        of={of}
        name="allow_empty"
        label="Nothing is an answer"
        description="A stream that has emptied empties its relation; otherwise that fails the step."
      />
    </>
  );
}
