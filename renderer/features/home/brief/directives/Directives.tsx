import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Brief, Directive } from '../../../../../shared/contract/brief.ts';
import type { Decision } from '../../../../../shared/domain/directive.ts';
import { useFormats } from '../../../../app/formats.tsx';
import { Section } from '../../../../ui/Section.tsx';
import classes from '../brief.module.css';
import { useFew } from '../useFew.tsx';
import { directiveElement, type Reveal } from '../useReveal.ts';
import { headline } from '../words.ts';
import { ACTIONS } from './actions.ts';
import Decided from './Decided.tsx';
import DirectiveCard from './DirectiveCard.tsx';
import { decidedWords } from './decidedWords.ts';
import { useDecide } from './useDecide.ts';

/** What to do, the most urgent first; and what was decided before, with what became of it. */
export default function Directives({
  brief,
  today,
  reveal,
  children,
}: {
  brief: Brief;
  today: string;
  reveal: Reveal;
  /** Between what is to do and what was decided. */
  children: ReactNode;
}) {
  const { directives, record } = brief;
  const [latest, setLatest] = useState<Directive | null>(null);
  const note = useRef<HTMLDivElement>(null);
  const { show } = reveal;
  const { decide, deciding } = useDecide((directive, { is }: Decision) => {
    if (is === 'undo') {
      setLatest(null);
      show(directiveElement(directive.id));
    } else setLatest(directive);
  });
  // The buttons that were pressed are gone with their card: the keyboard goes on where that is told.
  useEffect(() => {
    if (latest !== null) note.current?.querySelector('button')?.focus({ preventScroll: true });
  }, [latest]);
  const isAsked = ({ id }: Directive) => directiveElement(id) === reveal.asked;
  const open = directives.filter(({ state }) => state === 'proposed');
  const { shown, more } = useFew(open, isAsked);
  return (
    <>
      <Section
        title="What to do"
        description="Each rests on a finding; its working says which, and how sure."
      >
        <div ref={note} role="status" className={classes['latest']}>
          {latest !== null && <Latest directive={latest} onUndo={() => decide(latest.id, { is: 'undo' })} />}
        </div>
        {open.length === 0 ? (
          <p className={classes['quiet']}>
            {directives.length === 0
              ? 'No directive: nothing that leads your sales is spiking or falling. The next brief looks again.'
              : 'Every directive is decided. The next brief looks again.'}
          </p>
        ) : (
          <ul className={classes['cards']}>
            {shown.map((directive) => (
              <DirectiveCard
                key={directive.id}
                directive={directive}
                today={today}
                decide={decide}
                busy={deciding === directive.id}
              />
            ))}
          </ul>
        )}
        {more}
      </Section>
      {children}
      <Decided
        directives={directives.filter(({ state }) => state !== 'proposed')}
        record={record}
        isAsked={isAsked}
        undo={(id) => decide(id, { is: 'undo' })}
        deciding={deciding}
      />
    </>
  );
}

function Latest({ directive, onUndo }: { directive: Directive; onUndo: () => void }) {
  const formats = useFormats();
  return (
    <div className={classes['line']}>
      <span className={classes['told']}>
        {decidedWords(directive, formats).word}: {ACTIONS[directive.action].word},{' '}
        {headline(directive.sentence).head}
      </span>
      <Button variant="default" size="compact-sm" onClick={onUndo}>
        Undo
      </Button>
    </div>
  );
}
