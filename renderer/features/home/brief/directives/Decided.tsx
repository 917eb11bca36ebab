import { Button } from '@mantine/core';
import type { Brief, Directive } from '../../../../../shared/contract/brief.ts';
import type { Formats } from '../../../../app/createFormats.ts';
import { useFormats } from '../../../../app/formats.tsx';
import { Section } from '../../../../ui/Section.tsx';
import { State } from '../../../../ui/State.tsx';
import { type Column, Table } from '../../../../ui/Table.tsx';
import classes from '../brief.module.css';
import { useFew } from '../useFew.tsx';
import { directiveElement } from '../useReveal.ts';
import { headline } from '../words.ts';
import { ACTIONS } from './actions.ts';
import { canUndo, decidedWords, outcomeWords } from './decidedWords.ts';

/** Directives of before, with what was decided and what came of it: shown honestly, misses too. */
export default function Decided({
  directives,
  record,
  isAsked,
  undo,
  deciding,
}: {
  directives: readonly Directive[];
  record: Brief['record'];
  isAsked: (directive: Directive) => boolean;
  undo: (id: string) => void;
  deciding: string | null;
}) {
  const formats = useFormats();
  const { shown, more } = useFew(directives, isAsked);
  if (directives.length === 0) return null;
  return (
    <Section title="Decided and judged" description={record.sentence}>
      <Table
        caption="Directives that were decided, expired or judged"
        columns={columnsFor(formats, undo, deciding)}
        rows={shown}
        rowId={({ id }) => id}
      />
      {more}
    </Section>
  );
}

function columnsFor(
  formats: Formats,
  undo: (id: string) => void,
  deciding: string | null,
): Column<Directive>[] {
  return [
    {
      id: 'directive',
      title: 'Directive',
      cell: ({ id, action, sentence }) => {
        const { word, icon: Glyph } = ACTIONS[action];
        return (
          <div id={directiveElement(id)} tabIndex={-1} className={classes['past']}>
            <span className={classes['action']}>
              <Glyph size={16} stroke={1.75} aria-hidden />
              {word}
            </span>
            <span>{headline(sentence).head}</span>
          </div>
        );
      },
    },
    {
      id: 'decided',
      title: 'Decided',
      width: '12rem',
      cell: (directive) => {
        const { state, icon, word, when } = decidedWords(directive, formats);
        return (
          <>
            <State state={state} icon={icon}>
              {word}
            </State>
            <span className={classes['figures']}>{when}</span>
            {directive.decided !== null && directive.decided.note !== '' && (
              <span className={classes['figures']}>“{directive.decided.note}”</span>
            )}
          </>
        );
      },
    },
    {
      id: 'outcome',
      title: 'What became of it',
      width: '20rem',
      cell: (directive) => {
        const told = outcomeWords(directive, formats);
        if (told === null) return <span className={classes['quiet']}>There is nothing to count.</span>;
        return (
          <>
            <State state={told.state} icon={told.icon}>
              {told.word}
            </State>
            <span className={classes['figures']}>{told.sentence}</span>
          </>
        );
      },
    },
    {
      id: 'undo',
      title: 'Take back',
      quiet: true,
      cell: (directive) =>
        canUndo(directive) && (
          <Button
            variant="default"
            size="compact-sm"
            loading={deciding === directive.id}
            onClick={() => undo(directive.id)}
          >
            Undo<span className={classes['spoken']}>: {headline(directive.sentence).head}</span>
          </Button>
        ),
    },
  ];
}
