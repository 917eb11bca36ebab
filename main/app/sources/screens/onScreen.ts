import type { Failure } from '../../../../shared/errors/failure.ts';

/** A failure as a screen tells it: where its next step is a command, the place on the screen instead, and nothing twice. */
export function onScreen(failure: Failure): Failure {
  const { subject, problems = [], ...told } = failure;
  const [only] = problems;
  const isEcho = problems.length === 1 && only !== undefined && told.message.includes(only.message);
  return {
    ...told,
    message: told.message.replace(/^the /, 'The '),
    next: nextOnScreen(failure),
    ...(subject !== undefined && !told.message.includes(subject) && { subject }),
    ...(problems.length > 0 && !isEcho && { problems }),
  };
}

function nextOnScreen({ code, next, message }: Failure): string {
  if (code === 'SOURCE_UNKNOWN' && message.startsWith('There is no connector'))
    return 'Bring its file back into connectors/ of the workspace, or remove this source.';
  if (code === 'SOURCE_UNKNOWN') return 'It may have been removed or renamed: look among all sources.';
  if (code === 'SOURCE_REFUSED' && /^Correct it in sources\//.test(next)) return 'Complete its settings.';
  if (code === 'SECRET_NOT_FOUND' && / settings, or keep it with: /.test(next))
    return 'Enter it in its settings.';
  return next;
}
