import { memo, useMemo } from 'react';
import type { LeadPicture, PairView } from '../../../../shared/contract/explorer.ts';
import { Chart } from '../../../charts/Chart.tsx';
import { stems } from '../../../charts/plots/stems.ts';
import classes from '../explorer.module.css';

interface PicturesProps {
  readonly view: PairView;
  readonly lead: number;
  readonly onLead: (lead: number) => void;
}

/** The correlation that can be trusted, and beside it the usual picture that can't. */
export const CorrelationPictures = memo(function CorrelationPictures({ view, lead, onLead }: PicturesProps) {
  const { corrected, raw, grain, difference } = view;
  if (corrected === null && raw === null) return null;
  const unit = `${grain}s`;
  return (
    <div className={classes['panel']}>
      <p>{difference}</p>
      <div className={classes['two']}>
        {corrected !== null && (
          <Picture
            title="Correlation by lead, corrected"
            picture={corrected}
            band={corrected.allLeads}
            {...{ lead, unit, onLead }}
          />
        )}
        {raw !== null && (
          <Picture
            title="Before: the raw series"
            picture={raw}
            band={raw.pointwise}
            untrusted
            {...{ lead, unit, onLead }}
          />
        )}
      </div>
    </div>
  );
});

function Picture({
  title,
  picture,
  band,
  unit,
  lead,
  untrusted = false,
  onLead,
}: {
  title: string;
  picture: LeadPicture;
  band: number | null;
  unit: string;
  lead: number;
  untrusted?: boolean;
  onLead: (lead: number) => void;
}) {
  const drawing = useMemo(() => {
    const leads = Array.from({ length: 2 * picture.maxLead + 1 }, (_, i) => i - picture.maxLead);
    return stems({
      leads,
      r: picture.r,
      ...(band === null ? {} : { band: leads.map(() => band) }),
      best: picture.best?.lead ?? null,
      at: lead,
      unit,
    });
  }, [picture, band, lead, unit]);
  return (
    <Chart
      {...drawing}
      title={title}
      summary={
        untrusted
          ? `${drawing.summary} Its band holds only for series without season and memory, so nothing is claimed from it.`
          : `${drawing.summary} The dashed lines hold for all leads together.`
      }
      onPick={(row) => onLead(row - picture.maxLead)}
    />
  );
}
