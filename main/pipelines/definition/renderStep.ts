import { kindOf, type Step, StepWork } from '../../../shared/domain/pipeline/step.ts';
import { type Failure, fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { renderCommand } from './commandWords.ts';
import { type RenderContext, renderText, renderValue } from './renderText.ts';
import { fillStep } from './stepTexts.ts';
import { OPEN } from './template.ts';

/** The step as it is carried out: its texts filled in, its command a list of words. */
export function renderStep(step: Step, context: RenderContext): Result<Step> {
  let wrong: Failure | null = null;
  const keep = <T>(result: Result<T>): T | undefined => {
    if (result.ok) return result.value;
    wrong ??= result.failure;
    return undefined;
  };
  const kind = kindOf(step);
  if (kind === 'sql' && 'sql' in step && step.sql.includes(OPEN))
    return refused(step, `its statement holds ${OPEN} }}: write ? there, and the value under values`);
  let rendered: Record<string, unknown>;
  if ('command' in step) rendered = { ...step, command: keep(renderCommand(step.command, context)) };
  else
    rendered = fillStep(step, (text) =>
      keep(kind === 'sql' ? renderValue(text, context) : renderText(text, context)),
    );
  if (wrong !== null) return refused(step, (wrong as Failure).message.replace(/^[^:]*: |\.$/g, ''));
  // A command's words are kept as they are, blanks at their ends included; the schema would cut them off.
  if (kind === 'command') return ok(rendered as Step);
  const checked = StepWork[kind].safeParse(rendered);
  if (checked.success) return ok(checked.data);
  const [issue] = checked.error.issues;
  return refused(step, `${issue?.path.join('.') ?? kind} comes out empty, or as what can't stand there`);
}

function refused(step: Step, why: string): Result<never> {
  return fail('PIPELINE_INVALID', {
    message: `The texts of step ${step.name} can't be filled in: ${why}.`,
    next: 'Correct the file of the pipeline or the params of the run, then run it again.',
    subject: step.name,
  });
}
