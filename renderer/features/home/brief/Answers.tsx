import { Anchor } from '@mantine/core';
import { IconBulb, IconHourglass, IconTrophy } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { Brief } from '../../../../shared/contract/brief.ts';
import { useFormats } from '../../../app/formats.tsx';
import { Section } from '../../../ui/Section.tsx';
import { State } from '../../../ui/State.tsx';
import classes from './brief.module.css';

/** In the order the brief answers: how long, which platform, what now. */
const ICONS = [IconHourglass, IconTrophy, IconBulb];

/** The three sentences the whole program is for. That there is no lead to trust is an answer, too. */
export default function Answers({ brief: { answers, noLead, study } }: { brief: Brief }) {
  const formats = useFormats();
  if (answers === null && noLead === null) return null;
  return (
    <Section title="The answer">
      {noLead !== null && (
        <div className={classes['noLead']}>
          <State state="idle">No trustworthy lead found</State>
          <p className={classes['sentence']}>{noLead.sentence}</p>
          <p className={classes['quiet']}>{noLead.next}</p>
        </div>
      )}
      {answers !== null && (
        <ol className={classes['answers']}>
          {answers.map(({ question, answer }, at) => {
            const Glyph = ICONS[at] ?? IconBulb;
            const [first, ...rest] = answer.split('\n');
            return (
              <li key={question}>
                <Glyph size={20} stroke={1.5} aria-hidden />
                <h3 className={classes['question']}>{question}</h3>
                <p className={classes['sentence']}>{first}</p>
                {rest.length > 0 && (
                  <p className={classes['answer']}>{rest.map((line) => line.trim()).join('\n')}</p>
                )}
              </li>
            );
          })}
        </ol>
      )}
      {study !== null && (
        <details className={classes['working']}>
          <summary>Show working</summary>
          {(answers ?? []).map(
            ({ question, working }) => working !== null && <p key={question}>{working}</p>,
          )}
          <p>
            From the study “{study.title ?? study.name}” (<code>{`studies/${study.name}.yml`}</code>), version{' '}
            {formats.number(study.version)}, run on {formats.instant(study.at)}. Every pair it compared, with
            its test and its charts, is on the{' '}
            <Anchor component={Link} href="/explorer" underline="always">
              Lag explorer
            </Anchor>
            .
          </p>
        </details>
      )}
    </Section>
  );
}
