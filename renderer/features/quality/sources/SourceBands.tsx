import { Button } from '@mantine/core';
import { IconDatabaseImport } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { SourceBand } from '../../../../shared/contract/quality.ts';
import type { Formats } from '../../../app/createFormats.ts';
import { useFormats } from '../../../app/formats.tsx';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { State } from '../../../ui/State.tsx';
import classes from '../quality.module.css';
import BandChart from './BandChart.tsx';

/** What came in by day beside what is usual for that weekday, and whether the next load is late. */
export default function SourceBands() {
  const formats = useFormats();
  const bands = useQuery({ ...useCalls().quality.bands.queryOptions(), placeholderData: (before) => before });
  if (bands.isError)
    return <FailureNotice failure={failureOf(bands.error)} retry={() => void bands.refetch()} />;
  if (bands.data === undefined) return null;
  if (bands.data.length === 0)
    return (
      <EmptyState
        icon={IconDatabaseImport}
        title="Nothing has been loaded yet"
        action={
          <Button component={Link} href="/sources#add">
            Add files
          </Button>
        }
      >
        How much comes in, and how often, is learned from the loads.
      </EmptyState>
    );
  const sorted = [...bands.data].sort((a, b) => Number(speaks(b)) - Number(speaks(a)));
  return (
    <>
      {sorted.map((band) => (
        <Section key={band.relation} title={band.relation}>
          <div className={classes['box']}>
            <div className={classes['row']}>
              <Signs band={band} />
              <span className={classes['quiet']} data-figures>
                {freshness(band, formats)}
              </span>
            </div>
            <BandChart band={band} />
          </div>
        </Section>
      ))}
      <p className={classes['quiet']}>
        A weekday is compared with the same weekdays of the weeks before, from the fifth week on;{' '}
        {formats.zoneNote}.
      </p>
    </>
  );
}

function speaks(band: SourceBand): boolean {
  return band.late || band.days.at(-1)?.outside === true;
}

function Signs({ band }: { band: SourceBand }) {
  const outside = band.days.filter((day) => day.outside).length;
  const banded = band.days.some(({ low }) => low !== null);
  return (
    <>
      {band.usualHours === null ? (
        <State state="idle">No rhythm yet: too few loads</State>
      ) : (
        <State state={band.late ? 'warning' : 'ok'}>{band.late ? 'Late' : 'On time'}</State>
      )}
      {banded ? (
        <State state={outside > 0 ? 'warning' : 'ok'}>
          {outside === 0
            ? 'Every day within its band'
            : `${outside} ${outside === 1 ? 'day' : 'days'} outside the band`}
        </State>
      ) : (
        <State state="idle">No band yet: too few weeks</State>
      )}
    </>
  );
}

const HOUR = 3_600;

function freshness({ newestAt, sinceHours, usualHours }: SourceBand, formats: Formats): string {
  if (newestAt === null) return 'never loaded';
  const usual = usualHours === null ? '' : `, usually every ${formats.duration(usualHours * HOUR)}`;
  return `newest load ${sinceHours === null ? formats.ago(newestAt) : `${formats.duration(sinceHours * HOUR)} ago`}${usual}`;
}
