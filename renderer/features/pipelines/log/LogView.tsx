import { Switch, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useFormats } from '../../../app/formats.tsx';
import { useViewState } from '../../../app/viewState.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import CopyLog from './CopyLog.tsx';
import FoundLines from './FoundLines.tsx';
import LogLines from './LogLines.tsx';
import classes from './log.module.css';
import { type LogPlace, useLogLength } from './useLogLength.ts';

const SEARCH_PAUSE = 250;
const STAGE = 2_000;

/** What a step said: as it is said, or those lines that hold some words. */
export default function LogView({ place, live }: { place: LogPlace; live: boolean }) {
  const { number, zone } = useFormats();
  const [search, setSearch] = useViewState('log-search', '');
  const [text] = useDebouncedValue(search.trim(), SEARCH_PAUSE);
  const [wrapped, setWrapped] = useViewState('log-wrapped', true);
  const [follows, setFollows] = useState(live);
  const followed = useLogLength(place, live);
  const first = useQuery({
    ...useCalls().pipelines.log.queryOptions({ input: { ...place, from: 1, take: 1 } }),
    // What ended meanwhile may have said more.
    staleTime: 0,
  });
  const { refetch } = first;
  useEnded(live, () => void refetch());
  // Of a log that grows, more and more may be left out of its middle.
  const stage = Math.floor((followed ?? 0) / STAGE);
  useEffect(() => {
    if (stage > 0) void refetch();
  }, [stage, refetch]);
  const total = Math.max(first.data?.total ?? 0, followed ?? 0);
  const leftOut = first.data?.leftOut ?? 0;
  if (first.isError)
    return <FailureNotice failure={failureOf(first.error)} retry={() => void first.refetch()} />;
  if (first.data === undefined) return null;
  return (
    <section className={classes['log']} aria-label={`Log of ${place.step}`}>
      <search className={classes['bar']}>
        <TextInput
          className={classes['search']}
          type="search"
          aria-label="Find in the log"
          placeholder="Find in the log"
          leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          maxLength={200}
        />
        <Switch
          size="xs"
          label="Wrap lines"
          checked={wrapped}
          onChange={(event) => setWrapped(event.currentTarget.checked)}
        />
        {live && (
          <Switch
            size="xs"
            label="Follow the end"
            checked={follows}
            onChange={(event) => setFollows(event.currentTarget.checked)}
          />
        )}
        <CopyLog place={place} total={total} text={text} />
      </search>
      {total === 0 ? (
        <p className={classes['quiet']} role="status">
          {live ? 'It has said nothing yet: lines show here as they come.' : 'It said nothing.'}
        </p>
      ) : text === '' ? (
        <LogLines
          place={place}
          size={{ total, leftOut, leftOutFrom: first.data.leftOutFrom ?? null }}
          wrapped={wrapped}
          follows={live && follows}
          onScrolledUp={() => setFollows(false)}
        />
      ) : (
        <FoundLines key={text} place={place} text={text} total={total} wrapped={wrapped} />
      )}
      <p className={classes['quiet']} data-figures>
        {number(total)} {total === 1 ? 'line' : 'lines'}
        {leftOut > 0 &&
          `, of which ${number(leftOut)} in the middle were left out: the log had grown too long`}
        . Times are in {zone}.
      </p>
    </section>
  );
}

/** Called once what was live no longer is. */
function useEnded(live: boolean, ended: () => void): void {
  const before = useRef(live);
  const latest = useRef(ended);
  latest.current = ended;
  useEffect(() => {
    if (before.current && !live) latest.current();
    before.current = live;
  }, [live]);
}
