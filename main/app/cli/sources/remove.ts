import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Answer, Invocation } from '../command.ts';
import { countText } from '../textTable.ts';
import { withSources } from './withSources.ts';

export function remove(call: Invocation, name: string): Promise<Result<Answer>> {
  const rows = call.options['rows'] === true;
  return withSources(call, { secrets: true }, async (sources) => {
    const before = await sources.consequences(name);
    if (!before.ok) return before;
    const gone = await sources.remove(name, { rows });
    if (!gone.ok) return gone;
    const { file, secrets, relations } = before.value;
    const lines = [
      `Removed ${file}${secrets.length === 0 ? '' : ` and the secrets ${secrets.join(', ')}`}.`,
      ...relations.map(
        (one) => `${one.name}: ${countText(one.rows ?? 0)} rows ${rows ? 'deleted' : 'are still there'}`,
      ),
    ];
    return ok({ data: { name, rows, ...before.value }, text: lines.join('\n') });
  });
}
