import type { Value } from '../../../jinja/value.ts';
import { isPlainList, type Plain, pythonText } from '../plain.ts';
import { type CaptureFault, isFault } from './capture.ts';
import { toPlain, toValue } from './values.ts';

type Outputs = (code: string) => Promise<readonly Value[] | CaptureFault>;

/**
 * A generic test's argument as its macro gets it. Text that looks like a call is one: `to: ref('customers')`. A column's
 * name is always text.
 */
export async function testArgument(
  value: Plain,
  key: string,
  outputs: Outputs,
): Promise<Value | CaptureFault> {
  if (typeof value === 'string') {
    if (key === 'column_name') return value;
    const call = /^\s*(env_var|ref|var|source|doc)\s*\(.+\)\s*$/s.test(value);
    const code = call ? `{{ ${value} }}` : value;
    if (!code.includes('{{') && !code.includes('{%')) return value;
    const put = await outputs(code);
    if (isFault(put)) return put;
    const [only] = put;
    return put.length === 1 && only !== undefined
      ? only
      : put.map((one) => pythonText(toPlain(one))).join('');
  }
  if (isPlainList(value)) {
    const list: Value[] = [];
    for (const one of value) {
      const made = await testArgument(one, '', outputs);
      if (isFault(made)) return made;
      list.push(made);
    }
    return list;
  }
  return toValue(value);
}
