import type { Rule } from '../rule.ts';

/** A lock file that names where each package came from works only behind the same registry. */
export const lock: Rule = {
  name: 'lock file without hosts',
  check: (files) =>
    files
      .filter((file) => file.path === 'package-lock.json')
      .flatMap((file) =>
        file.text.split('\n').flatMap((text, index) => {
          const host = /"resolved":\s*"([a-z+]+:\/\/[^/"]*)/.exec(text)?.[1];
          return host === undefined
            ? []
            : [{ file: file.path, line: index + 1, message: `holds where a package came from: ${host}` }];
        }),
      ),
};
