import { kindOf, type Step } from '../../../../shared/domain/pipeline/step.ts';

/** What a step does, in a few words that follow its name. */
export function stepWords(step: Step): string {
  const mapped = step.map === undefined ? '' : ', once for each item';
  return `${plainWords(step)}${mapped}`;
}

function plainWords(step: Step): string {
  if ('extract' in step)
    return `extracts ${step.extract}${step.streams ? `: ${list(step.streams)}` : ''}${step.full_refresh ? ', everything again' : ''}`;
  if ('load' in step) return `loads ${list(texts(step.load))} into ${step.into}`;
  if ('build' in step) {
    const selected = texts(step.build);
    return selected.length === 1 && selected[0] === 'all' ? 'builds all models' : `builds ${list(selected)}`;
  }
  if ('study' in step)
    return step.into === undefined
      ? `runs the study ${step.study}`
      : `studies the pairs of ${step.study} into ${step.into}`;
  if ('sort' in step) return 'sorts trends and proposes links';
  if ('brief' in step) return `makes the brief of the study ${step.brief}`;
  if ('sql' in step) return step.sql.endsWith('.sql') ? `runs ${step.sql}` : 'runs SQL';
  if ('command' in step) return `runs ${texts(step.command).join(' ')}`;
  if ('wait' in step) return waitWords(step.wait);
  if ('audit' in step) return `audits ${step.audit}`;
  if ('publish' in step) return `publishes ${list(texts(step.publish))}`;
  throw new Error(`A step of the kind ${kindOf(step)} has no words.`);
}

function waitWords(wait: Extract<Step, { wait: unknown }>['wait']): string {
  if ('file' in wait) return `waits for the file ${wait.file}`;
  if ('url' in wait) return `waits until ${withoutQuery(wait.url)} changes`;
  return `waits until ${wait.relation} was written within ${wait.fresher_than}`;
}

/** What follows the question mark may be a key. */
function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, '');
}

function texts(written: string | readonly string[]): readonly string[] {
  return typeof written === 'string' ? [written] : written;
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
