import { Button, SegmentedControl } from '@mantine/core';
import { useLocation } from 'wouter';
import { AUDIT_KINDS } from '../../../../shared/domain/audit.ts';
import { Section } from '../../../ui/Section.tsx';
import classes from '../audit.module.css';
import { addressOf, type Place } from '../place.ts';
import { KINDS, subjectWords } from '../words.ts';
import ChooseOffer from './ChooseOffer.tsx';
import ChoosePeriod from './ChoosePeriod.tsx';
import Ordered from './Ordered.tsx';

type MakePlace = Extract<Place, { at: 'make' }>;

/** What, and once that is chosen: how much of it, where to, and the button. */
export default function MakePackage({ place }: { place: MakePlace }) {
  const [, go] = useLocation();
  const { kind, subject, variant } = place;
  if (subject !== null)
    return (
      <Ordered
        key={addressOf({ ...place, variant: 'full' })}
        subject={subject}
        variant={variant}
        onVariant={(chosen) => go(addressOf({ ...place, variant: chosen }))}
        change={
          <Button
            variant="default"
            size="compact-sm"
            aria-label={`Choose something else than ${subjectWords(subject)}`}
            onClick={() => go(addressOf({ ...place, subject: null }))}
          >
            Something else
          </Button>
        }
      />
    );
  return (
    <Section title="What is to be audited?" description={KINDS[kind].about}>
      <SegmentedControl
        className={classes['kinds']}
        aria-label="Kind"
        value={kind}
        data={AUDIT_KINDS.map((one) => ({ value: one, label: KINDS[one].word }))}
        onChange={(chosen) => go(addressOf({ ...place, kind: chosen }), { replace: true })}
      />
      {kind === 'period' ? (
        <ChoosePeriod onChoose={(chosen) => go(addressOf({ ...place, subject: chosen }))} />
      ) : (
        <ChooseOffer
          key={kind}
          kind={kind}
          onChoose={(chosen) => go(addressOf({ ...place, subject: chosen }))}
        />
      )}
    </Section>
  );
}
