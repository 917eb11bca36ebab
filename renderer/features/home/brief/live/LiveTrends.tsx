import { Anchor, useComputedColorScheme } from '@mantine/core';
import { Link } from 'wouter';
import type { LiveTrend } from '../../../../../shared/contract/brief.ts';
import { useFormats } from '../../../../app/formats.tsx';
import { platformColor } from '../../../../charts/platformColor.ts';
import { Section } from '../../../../ui/Section.tsx';
import classes from '../brief.module.css';
import { explorerAddress } from '../links.ts';
import { useFew } from '../useFew.tsx';
import { directiveElement } from '../useReveal.ts';
import { daysWords, leadWords, pairWords } from '../words.ts';
import { sparkPath } from './sparkPath.ts';

/** Signals with a confirmed lead that spike now, and the days left to act on each. */
export default function LiveTrends({
  live,
  study,
  onShow,
}: {
  live: readonly LiveTrend[];
  study: string | null;
  onShow: (id: string) => void;
}) {
  const { shown, more } = useFew(live);
  return (
    <Section
      title="Live trends"
      description="Signals with a confirmed lead that stand above their threshold now, and the days left to act."
    >
      {live.length === 0 ? (
        <p className={classes['quiet']}>
          None: no signal with a confirmed lead is above its threshold. There is nothing to hurry for.
        </p>
      ) : (
        <ul className={classes['live']}>
          {shown.map((trend) => (
            <Live
              key={`${trend.about.signal} ${trend.about.outcome} ${trend.onset}`}
              {...{ trend, study, onShow }}
            />
          ))}
        </ul>
      )}
      {more}
    </Section>
  );
}

function Live({
  trend: { about, onset, peak, threshold, lead, daysLeft, sentence, directive, recent },
  study,
  onShow,
}: {
  trend: LiveTrend;
  study: string | null;
  onShow: (id: string) => void;
}) {
  const formats = useFormats();
  const scheme = useComputedColorScheme('light');
  const { leads, follows } = pairWords(about);
  const one = (value: number) => formats.number(value, { maximumFractionDigits: 1 });
  const spoken = <span className={classes['spoken']}>: {sentence}</span>;
  return (
    <li className={classes['trend']}>
      <svg
        className={classes['spark']}
        viewBox="-2 -2 124 40"
        preserveAspectRatio="none"
        aria-hidden
        style={{ color: platformColor(about.platform ?? '', scheme) }}
      >
        <path d={sparkPath(recent, 120, 36)} />
      </svg>
      <div className={classes['trendWords']}>
        <p className={classes['sentence']}>
          {leads} → {follows}
        </p>
        <p>{sentence}</p>
        <p className={classes['quiet']} data-figures>
          Since {formats.day(onset)}, highest on {formats.day(peak.day)} with {one(peak.z)} standard
          deviations, threshold {one(threshold)}. Sales follow {leadWords(lead, formats)}.
        </p>
        <p className={classes['buttons']}>
          {directive !== null && (
            <Anchor component="button" type="button" onClick={() => onShow(directiveElement(directive))}>
              What to do{spoken}
            </Anchor>
          )}
          <Anchor component={Link} href={explorerAddress(study, about)}>
            Explore{spoken}
          </Anchor>
        </p>
      </div>
      <p className={classes['daysLeft']} data-figures data-soon={daysLeft < 3 || undefined}>
        {daysLeft > 0 ? `${daysWords(daysLeft, formats)} left to act` : 'Too late to act in time'}
      </p>
    </li>
  );
}
