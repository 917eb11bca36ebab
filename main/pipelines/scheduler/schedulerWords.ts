import { lengthInWords } from '../../../shared/domain/lengthInWords.ts';
import type { Pipeline, PipelineName } from '../../../shared/domain/pipeline/pipeline.ts';
import type { Alert } from '../alerts/alert.ts';

export function heldWords(leapt: number): string {
  return `The clock of this computer leapt forward by ${lengthInWords(leapt)} while it was awake. Nothing that was missed is made up for until you say that the clock is right.`;
}

export function heldAlert(pipeline: PipelineName, definition: Pipeline, leapt: number, at: string): Alert {
  return {
    kind: 'asks',
    dedupe: `asks:${pipeline}:clock`,
    pipeline,
    run: null,
    at,
    title: `${definition.title ?? pipeline} asks whether the clock is right`,
    body: heldWords(leapt),
  };
}

export function aheadWords(next: string): string {
  return `The clock of this computer was put back: moments up to ${next} were decided before that. Say that the clock is right now, and it goes on from today.`;
}

export function aheadAlert(pipeline: PipelineName, definition: Pipeline, next: string, at: string): Alert {
  return { ...heldAlert(pipeline, definition, 0, at), body: aheadWords(next) };
}

export function lateAlert(
  pipeline: PipelineName,
  definition: Pipeline,
  day: string,
  zone: string,
  at: string,
): Alert {
  const by = definition.deadline?.by ?? '';
  const before = definition.deadline?.days_before ?? 0;
  const about =
    before === 0
      ? 'the run of that day'
      : `the run of ${before === 1 ? 'the day before' : `${before} days before`}`;
  return {
    kind: 'late',
    dedupe: `late:${pipeline}:${day}`,
    pipeline,
    run: null,
    at,
    title: `${definition.title ?? pipeline} is late`,
    body: `By ${by} on ${day} (${zone}) ${about} should have succeeded, and it has not.`,
  };
}

export function brokenWords(names: readonly string[]): string {
  const [first = ''] = names;
  return names.length === 1
    ? `${first} is switched on, but its file has errors or is gone: it runs again once that is mended, and what was missed meanwhile is made up for as its schedule says.`
    : `${names.length} pipelines are switched on, but their files have errors or are gone: ${names.slice(0, 5).join(', ')}${names.length > 5 ? ' and others' : ''}. They run again once that is mended.`;
}

export function watchingWords(on: number): string {
  if (on === 0) return 'No pipeline is switched on.';
  return on === 1 ? 'One pipeline is switched on.' : `${on} pipelines are switched on.`;
}
