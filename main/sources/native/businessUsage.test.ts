import { expect, test } from 'vitest';
import { secondsToRegainAccess } from './businessUsage.ts';

test.each([
  ['{"1":[{"type":"pages","call_count":100,"estimated_time_to_regain_access":19}]}', 1140],
  ['{"1":[{"estimated_time_to_regain_access":1}],"2":[{"estimated_time_to_regain_access":5},{}]}', 300],
  ['{"1":[{"type":"pages","call_count":28,"estimated_time_to_regain_access":0}]}', null],
  ['{"1":"none"}', null],
  ['{"1":[{"estimated_time_to_regain_access":"soon"}]}', null],
  ['not JSON', null],
  ['', null],
  [null, null],
])('%s asks to stay away for %s s', (header, seconds) => {
  expect(secondsToRegainAccess(header)).toBe(seconds);
});
