import { SegmentedControl, Select } from '@mantine/core';
import { useLocation } from 'wouter';
import type { ForecastAsked, ForecastOffer } from '../../../shared/contract/forecast.ts';
import classes from './forecast.module.css';
import { addressOf, type Place } from './place.ts';

const HORIZONS = [7, 14, 28, 60];
const CONFIRMED = 'all';
const NONE = 'none';
const ONE = 'one:';

/** Which outcome, with which signals, how far ahead. All of it stands in the address. */
export default function Choice({
  offers,
  offer,
  asked,
  place,
}: {
  offers: readonly ForecastOffer[];
  offer: ForecastOffer;
  asked: ForecastAsked;
  place: Place;
}) {
  const [, navigate] = useLocation();
  const go = (change: Partial<Place>) =>
    navigate(addressOf({ ...place, study: offer.study, outcome: asked.outcome, ...change }));
  const leading = offer.outcomes.find(({ outcome }) => outcome === asked.outcome)?.signals ?? [];
  const confirmed = leading.filter(({ verdict }) => verdict === 'confirmed').slice(0, 3);
  const outcomes = offer.outcomes.map(({ outcome, label }) => ({ value: outcome, label }));
  const own = (place.signals ?? []).filter((name) => !leading.some(({ signal }) => signal === name));
  const signals = [
    {
      value: CONFIRMED,
      label:
        confirmed.length === 0 ? 'No signal with a confirmed lead' : `Confirmed leads (${confirmed.length})`,
    },
    ...leading.map(({ signal, label, lead, verdict }) => ({
      value: ONE + signal,
      label: `${label}, ${lead} ${lead === 1 ? 'day' : 'days'} ahead${verdict === 'confirmed' ? '' : ` (${verdict})`}`,
    })),
    ...own.map((name) => ({ value: ONE + name, label: name })),
    ...(confirmed.length === 0 ? [] : [{ value: NONE, label: 'Without signals' }]),
  ];
  const current =
    place.signals === undefined ? CONFIRMED : place.signals[0] === undefined ? NONE : ONE + place.signals[0];
  return (
    <div className={classes['choice']}>
      {offers.length > 1 && (
        <Select
          label="Study"
          data={offers.map(({ study, title }) => ({ value: study, label: title }))}
          value={offer.study}
          allowDeselect={false}
          onChange={(study) =>
            navigate(addressOf({ study, outcome: null, signals: undefined, days: place.days }))
          }
        />
      )}
      <Select
        label="Outcome"
        className={classes['wide']}
        data={outcomes}
        value={asked.outcome}
        title={asked.outcome}
        searchable
        allowDeselect={false}
        limit={200}
        nothingFoundMessage="No outcome is called so"
        onChange={(outcome) => go({ outcome, signals: undefined })}
      />
      <Select
        label="Signals"
        className={classes['wide']}
        data={signals}
        title={asked.signals?.join(', ')}
        value={signals.some(({ value }) => value === current) ? current : CONFIRMED}
        allowDeselect={false}
        onChange={(value) =>
          go({
            signals: value === NONE ? [] : value?.startsWith(ONE) ? [value.slice(ONE.length)] : undefined,
          })
        }
      />
      <div className={classes['field']}>
        <span className={classes['label']} id="forecast-days">
          Days ahead
        </span>
        <SegmentedControl
          aria-labelledby="forecast-days"
          data={[...new Set([...HORIZONS, asked.days])].sort((a, b) => a - b).map(String)}
          value={String(asked.days)}
          onChange={(days) => go({ days: Number(days) })}
        />
      </div>
    </div>
  );
}
