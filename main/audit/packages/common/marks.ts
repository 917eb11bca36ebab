/** What a reviewer may put beside a row: each is defined in the workbook. */
export const MARKS = [
  { mark: 'agreed', told: 'Looked at and found right.' },
  { mark: 'recomputed', told: 'Made again by the reviewer’s own means, with the same result.' },
  { mark: 'traced', told: 'Followed back to the source.' },
  { mark: 'question', told: 'Something is to be explained: the comment says what.' },
  { mark: 'wrong', told: 'Found wrong: the comment says what it should be.' },
  { mark: 'not looked at', told: 'Left out of this review.' },
] as const;

/** What becomes of an exception. Open ones come back as work. */
export const DISPOSITIONS = ['open', 'explained', 'corrected', 'accepted', 'not an error'] as const;
