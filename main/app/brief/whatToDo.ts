import type { Directive } from '../../../shared/contract/brief.ts';

const SHOWN = 5;

/** The answer to "what to do now", once directives were made: what each of those that are open comes to, those to act on first. */
export function whatToDo(open: readonly Pick<Directive, 'action' | 'sentence'>[]): string {
  const acts = open.filter(({ action }) => action !== 'watch' && action !== 'hold');
  const others = open.length - acts.length;
  const quiet = others === 0 ? '' : `${others} more ${others === 1 ? 'is' : 'are'} to hold or to watch.`;
  if (acts.length === 0)
    return ['Nothing has to be made, bought or put forward now.', quiet]
      .filter((part) => part !== '')
      .join(' ');
  const lines = acts.slice(0, SHOWN).map(({ sentence }) => `\n  ${firstSentence(sentence)}`);
  const left = acts.length > SHOWN ? `\n  and ${acts.length - SHOWN} more to act on` : '';
  const head = acts.length === 1 ? 'There is one thing to do.' : `There are ${acts.length} things to do.`;
  return `${head}${lines.join('')}${left}${quiet === '' ? '' : `\n  ${quiet}`}`;
}

function firstSentence(text: string): string {
  const end = text.search(/[.!?](\s|$)/);
  return end === -1 ? text : text.slice(0, end + 1);
}
