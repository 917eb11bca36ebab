import type { Rule } from '../rule.ts';

const COMMANDS = ['npm ci && npm start', 'npm test'];

/** A newcomer's two commands, to start and to test, stand in the README as they are typed. */
export const documents: Rule = {
  name: 'the README’s commands',
  check: (files) => {
    const readme = files.find((file) => file.path === 'README.md');
    if (readme === undefined) return [{ file: 'README.md', line: 1, message: 'is missing' }];
    return COMMANDS.filter((command) => !readme.text.includes(command)).map((command) => ({
      file: 'README.md',
      line: 1,
      message: `does not give the command “${command}”`,
    }));
  },
};
