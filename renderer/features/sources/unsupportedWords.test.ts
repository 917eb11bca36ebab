import { expect, it } from 'vitest';
import { unsupportedWords } from './unsupportedWords.ts';

it('says neither the stream nor the component twice', () => {
  const reason = "Stream ledger can't run here: CustomRetriever is Python code, which is not run.";
  expect(unsupportedWords([{ component: 'CustomRetriever', reason }])).toBe(
    'CustomRetriever is Python code, which is not run.',
  );
});

it('names each component whose reason doesn’t', () => {
  expect(
    unsupportedWords([
      { component: 'FileUploader', reason: 'Files are not kept.' },
      { component: 'OldCursor', reason: 'It was taken out of the dialect.' },
    ]),
  ).toBe('FileUploader: Files are not kept. OldCursor: It was taken out of the dialect.');
});
