import type * as z from 'zod';

type Issue = z.core.$ZodIssue;

/** Issues of which none says only "fits none of these": of a union, what is wrong by the option that was meant. */
export function plainIssues(issues: readonly Issue[]): readonly Issue[] {
  return issues.flatMap((issue): readonly Issue[] => {
    if (issue.code === 'invalid_key')
      return [{ code: 'custom', path: issue.path, message: issue.issues[0]?.message ?? issue.message }];
    if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
    return meantOption(issue.errors, issue).map((inner) => ({
      ...inner,
      path: [...issue.path, ...inner.path],
    }));
  });
}

function meantOption(options: readonly (readonly Issue[])[], union: Issue): readonly Issue[] {
  const plain = options.map(plainIssues);
  const rightType = plain.filter((issues) => !issues.some(isWrongType));
  if (rightType.length === 0) return [wrongType(plain)];
  const best = rightType.reduce((kept, issues) => (weight(issues) < weight(kept) ? issues : kept));
  return best.length === 0 ? [{ code: 'custom', path: [], message: union.message }] : best;
}

function isWrongType(issue: Issue): boolean {
  return issue.path.length === 0 && issue.code === 'invalid_type';
}

/** Fewest faults; of two with as many, the one whose keys are all known; a word that isn't the one of a list counts most. */
function weight(issues: readonly Issue[]): number {
  const strange = issues.filter(
    ({ code }) => code === 'unrecognized_keys' || code === 'invalid_value',
  ).length;
  return issues.length + strange / 2;
}

const WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
};

function wrongType(options: readonly (readonly Issue[])[]): Issue {
  const wanted = new Set<string>();
  for (const issue of options.flat()) {
    if (issue.code === 'invalid_type' && issue.path.length === 0)
      wanted.add(WORDS[issue.expected] ?? issue.expected);
    if (issue.code === 'custom' && issue.path.length === 0 && issue.message.startsWith('must be '))
      wanted.add(issue.message.slice('must be '.length));
  }
  return { code: 'custom', path: [], message: `must be ${[...wanted].join(' or ')}` };
}
