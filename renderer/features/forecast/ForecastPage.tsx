import { Button } from '@mantine/core';
import { IconChartAreaLine } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { ForecastAsked, ForecastOffer, LeadingSignal } from '../../../shared/contract/forecast.ts';
import { StudyName } from '../../../shared/domain/study.ts';
import { failureOf, useCalls } from '../../client/client.tsx';
import { AuditThis } from '../../ui/AuditThis.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import Choice from './Choice.tsx';
import classes from './forecast.module.css';
import FreezeButton from './frozen/FreezeButton.tsx';
import FrozenList from './frozen/FrozenList.tsx';
import OutlookParts from './OutlookParts.tsx';
import type { Place } from './place.ts';

const LEAD = 'What is expected in the days ahead, how sure that is, and whether the signals help.';

export default function ForecastPage({ place }: { place: Place }) {
  const offers = useQuery({
    ...useCalls().forecast.offers.queryOptions(),
    placeholderData: (before) => before,
  });
  if (offers.isError)
    return (
      <Page title="Forecast" lead={LEAD}>
        <FailureNotice failure={failureOf(offers.error)} retry={() => void offers.refetch()} />
      </Page>
    );
  if (offers.data === undefined)
    return (
      <Page title="Forecast" lead={LEAD}>
        <Waiting>Looking for outcomes</Waiting>
      </Page>
    );
  const offer = chosenOffer(offers.data, place);
  if (offer === null || offer.fault !== null)
    return (
      <Page title="Forecast" lead={LEAD}>
        <Nothing offer={offer} />
      </Page>
    );
  const asked = askedOf(offer, place);
  const led = leadOf(offer, asked);
  const label = offer.outcomes.find(({ outcome }) => outcome === asked.outcome)?.label ?? asked.outcome;
  return (
    <Page
      title="Forecast"
      lead={LEAD}
      actions={
        <>
          {led !== null && (
            <AuditThis
              as="page"
              of={`the lead of ${led.label} over ${label}`}
              subject={{ kind: 'finding', study: asked.study, signal: led.signal, outcome: asked.outcome }}
            />
          )}
          <FreezeButton asked={asked} />
        </>
      }
    >
      <Choice offers={offers.data} offer={offer} asked={asked} place={place} />
      {offer.hints.map((hint) => (
        <p key={hint} className={classes['note']}>
          {hint}
        </p>
      ))}
      <OutlookParts asked={asked} label={label} />
      <FrozenList study={asked.study} outcome={asked.outcome} label={label} />
    </Page>
  );
}

function Nothing({ offer }: { offer: ForecastOffer | null }) {
  if (offer?.fault)
    return (
      <EmptyState
        icon={IconChartAreaLine}
        title={offer.fault.message}
        action={
          <Button component={Link} href="/models" variant="default">
            To the models
          </Button>
        }
      >
        {offer.fault.next}
      </EmptyState>
    );
  return (
    <EmptyState
      icon={IconChartAreaLine}
      title="The workspace has no study"
      action={
        <Button component={Link} href="/explorer">
          To the lag explorer
        </Button>
      }
    >
      A study says which series are outcomes and which signals may lead them. Write one there, or as
      studies/a-name.yml; or start from the template social-to-sales, which brings its own.
    </EmptyState>
  );
}

/** What the address names, else the first that can be forecast. */
function chosenOffer(offers: readonly ForecastOffer[], place: Place): ForecastOffer | null {
  return (
    offers.find(({ study }) => study === place.study) ??
    offers.find(({ fault }) => fault === null) ??
    offers[0] ??
    null
  );
}

/** Without a name in the address, the outcome that a confirmed signal leads most strongly. */
function askedOf(offer: ForecastOffer, { outcome, signals, days }: Place): ForecastAsked {
  const best = offer.outcomes
    .flatMap((one) => one.signals.slice(0, 1).map((signal) => ({ name: one.outcome, signal })))
    .filter(({ signal }) => signal.verdict === 'confirmed')
    .sort((a, b) => Math.abs(b.signal.strength ?? 0) - Math.abs(a.signal.strength ?? 0))[0];
  return {
    study: StudyName.parse(offer.study),
    outcome: outcome ?? best?.name ?? offer.outcomes[0]?.outcome ?? '',
    days,
    ...(signals === undefined ? {} : { signals: [...signals] }),
  };
}

/** The finding that the forecast rests on first; null where it rests on none. */
function leadOf(offer: ForecastOffer, { outcome, signals }: ForecastAsked): LeadingSignal | null {
  const leading = offer.outcomes.find((one) => one.outcome === outcome)?.signals ?? [];
  return (
    leading.find(({ signal, verdict }) =>
      signals === undefined ? verdict === 'confirmed' : signals.includes(signal),
    ) ?? null
  );
}
