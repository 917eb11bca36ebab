import { Badge } from '@mantine/core';
import type { Directive } from '../../../../../shared/contract/brief.ts';
import { useFormats } from '../../../../app/formats.tsx';
import classes from '../brief.module.css';
import { directiveElement } from '../useReveal.ts';
import { costWords, effectWords, headline, timeWords } from '../words.ts';
import { ACTIONS } from './actions.ts';
import Deciding from './Deciding.tsx';
import type { Decide } from './useDecide.ts';
import Working from './Working.tsx';

/** Fewer days than these are said to be few. */
const SOON = 3;

/** One thing to do: the action, the sentence, how long it can wait, what it brings and what a mistake costs. */
export default function DirectiveCard({
  directive,
  today,
  decide,
  busy,
}: {
  directive: Directive;
  today: string;
  decide: Decide;
  busy: boolean;
}) {
  const formats = useFormats();
  const { id, action, sentence, effect, cost, daysLeft, isNew } = directive;
  const { word, icon: Glyph, means } = ACTIONS[action];
  const { head, rest } = headline(sentence);
  const { told, trust } = effectWords(effect, formats);
  return (
    <li>
      <article
        id={directiveElement(id)}
        tabIndex={-1}
        className={classes['card']}
        data-action={action}
        aria-label={`${word}: ${head}`}
      >
        <div className={classes['cardHead']}>
          <span className={classes['action']} title={means}>
            <Glyph size={18} stroke={1.75} aria-hidden />
            {word}
          </span>
          {isNew && (
            <Badge variant="light" size="sm" tt="none">
              New
            </Badge>
          )}
          <span
            className={classes['left']}
            data-soon={(daysLeft !== null && daysLeft < SOON) || undefined}
            data-figures
          >
            {timeWords(directive, formats)}
          </span>
        </div>
        <p className={classes['sentence']}>{head}</p>
        {rest !== '' && <p>{rest}</p>}
        <dl className={classes['facts']}>
          <div>
            <dt>Expected effect</dt>
            <dd data-figures>
              {told}
              {trust !== null && <span className={classes['figures']}>{trust}</span>}
            </dd>
          </div>
          <div>
            <dt>Cost of being wrong</dt>
            {costWords(cost, formats).map((line) => (
              <dd key={line} data-figures>
                {line}
              </dd>
            ))}
          </div>
        </dl>
        <Working directive={directive} />
        <Deciding directive={directive} today={today} decide={decide} busy={busy} />
      </article>
    </li>
  );
}
