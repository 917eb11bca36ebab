import { splitCommand } from '../../../pipelines/definition/commandWords.ts';

/** A line as a shell would cut it, or the words of a list. What was to be filled in is filled in by now. */
export function wordsOfLine(command: string | readonly string[]): string[] {
  if (typeof command !== 'string') return [...command];
  return splitCommand(command).words.map((word) =>
    word.map((part) => (part.is === 'text' ? part.text : '')).join(''),
  );
}
