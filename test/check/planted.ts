import type { Rule } from '../../resources/build/check/rule.ts';

/** What a rule says about one file with this text: `line message`, questions included. */
export function said(rule: Rule, path: string, text: string): string[] {
  return rule.check([{ path, text }]).map((finding) => `${finding.line} ${finding.message}`);
}
