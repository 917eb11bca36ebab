import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import type { Directive } from '../../../../../shared/contract/brief.ts';
import { useFormats } from '../../../../app/formats.tsx';
import { AuditThis } from '../../../../ui/AuditThis.tsx';
import classes from '../brief.module.css';
import { explorerAddress } from '../links.ts';
import { figuresWords, headline, spikeWords } from '../words.ts';

/** What a directive rests on, down to the finding and the day of the spike. */
export default function Working({ directive }: { directive: Directive }) {
  const formats = useFormats();
  const { about, evidence, study, madeAt, threshold, onset } = directive;
  const figures = figuresWords(evidence, formats);
  return (
    <details className={classes['working']}>
      <summary>
        Show working<span className={classes['spoken']}> of: {headline(directive.sentence).head}</span>
      </summary>
      <dl className={classes['facts']}>
        <div>
          <dt>Finding</dt>
          <dd>
            {evidence.finding}
            {figures !== '' && <span className={classes['figures']}>{figures}</span>}
            {evidence.also.length > 0 && (
              <span className={classes['figures']}>The same is said by {evidence.also.join(', ')}.</span>
            )}
          </dd>
        </div>
        <div>
          <dt>Spike</dt>
          <dd>
            {spikeWords(evidence, formats)} It began on {formats.day(onset)}.
          </dd>
        </div>
        <div>
          <dt>Threshold</dt>
          <dd>{threshold}</dd>
        </div>
        <div>
          <dt>Compared</dt>
          <dd>
            <code className={classes['code']}>{about.signal}</code> with{' '}
            <code className={classes['code']}>{about.outcome}</code>, study {study}, version{' '}
            {formats.number(evidence.version)}, verdict {evidence.verdict}. Proposed on{' '}
            {formats.instant(madeAt)}.{' '}
            <Anchor component={Link} href={explorerAddress(study, about)} underline="always">
              Open the pair in the Lag explorer
            </Anchor>
            {', or '}
            <AuditThis
              as="link"
              subject={{ kind: 'finding', study, signal: about.signal, outcome: about.outcome }}
              of={`${about.signal} with ${about.outcome}`}
            />
          </dd>
        </div>
      </dl>
    </details>
  );
}
