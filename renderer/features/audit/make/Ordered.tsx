import { Radio } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type AuditSubject, AuditVariant } from '../../../../shared/domain/audit.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Waiting } from '../../../ui/Waiting.tsx';
import classes from '../audit.module.css';
import { KINDS, subjectWords, VARIANTS } from '../words.ts';
import Estimate from './Estimate.tsx';
import Latest from './Latest.tsx';
import MakeButton from './MakeButton.tsx';

/** A subject that is chosen: everything else is already said as it usually is, so that one click makes it. */
export default function Ordered({
  subject,
  variant,
  onVariant,
  change,
}: {
  subject: AuditSubject;
  variant: AuditVariant;
  onVariant: (variant: AuditVariant) => void;
  change: ReactNode;
}) {
  const estimate = useQuery({
    ...useCalls().audit.estimate.queryOptions({ input: { subject, variant } }),
    placeholderData: keepPreviousData,
  });
  const { title = '', fault = null } = estimate.data ?? {};
  return (
    <>
      <Section
        title={title === '' ? subjectWords(subject) : title}
        description={KINDS[subject.kind].about}
        actions={change}
      >
        <Radio.Group
          label="How much of it"
          value={variant}
          onChange={(chosen) => onVariant(AuditVariant.parse(chosen))}
        >
          <div className={classes['radios']}>
            {AuditVariant.options.map((one) => (
              <Radio key={one} value={one} label={VARIANTS[one].word} description={VARIANTS[one].holds} />
            ))}
          </div>
        </Radio.Group>
      </Section>
      {estimate.isError && (
        <FailureNotice failure={failureOf(estimate.error)} retry={() => void estimate.refetch()} />
      )}
      {fault !== null && (
        <FailureNotice
          failure={{ code: 'RUN_NOT_POSSIBLE', retry: false, ...fault }}
          retry={() => void estimate.refetch()}
        />
      )}
      {fault === null && (
        <MakeButton subject={subject} variant={variant}>
          {estimate.isPending && <Waiting>Looking at what it will hold…</Waiting>}
          {estimate.data !== undefined && (
            <Estimate estimate={estimate.data} stale={estimate.isPlaceholderData} />
          )}
        </MakeButton>
      )}
      <Latest subject={subject} variant={variant} />
    </>
  );
}
