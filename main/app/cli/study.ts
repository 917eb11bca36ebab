import type { Work } from '../../../shared/domain/job.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Answer, Command, Invocation } from './command.ts';
import { interruptible } from './interrupt.ts';
import { shownAt } from './shownAt.ts';
import { withReadableWarehouse, withWarehouse } from './withWarehouse.ts';

export const studyCommand: Command = {
  name: 'study',
  summary: 'run a study of the workspace: which signals lead which outcomes, by how long, on which platform',
  usage:
    'study <name> [--compare A B | --export-r SIGNAL OUTCOME --to DIR] | study --list   [--workspace DIR] [--json]',
  help: `
Runs studies/<name>.yml over the relations it names, and writes its findings and platform strengths where it says. Prints
the strongest findings first, then what they answer: how long after a signal its outcome follows and whether that leaves
time to act, which platform leads most strongly, and what to prepare for. That one comes first doesn't make it the cause
of the other. Every run is a version, with digests of its settings and its data. Ctrl-C stops it, and nothing is written.

  --compare A B  what appeared, vanished or changed between two versions, and whether data or settings did; runs nothing
  --export-r SIGNAL OUTCOME  exports a finding of the latest version to the new folder that --to names: its data as CSV, and a
                 script in base R that recomputes lead, r, p and interval from them and says whether they tie
  --list         the studies of the workspace with their versions`,
  words: [0, 2],
  options: {
    compare: { type: 'string' },
    list: { type: 'boolean' },
    'export-r': { type: 'string' },
    to: { type: 'string' },
  },
  async run(call) {
    const [name] = call.words;
    if (call.options['list'] === true) return list(call);
    if (name === undefined)
      return fail('BAD_INPUT', {
        message: 'No study is named.',
        next: 'Name one, or see which there are: npm run -s leadline -- study --list',
      });
    if (call.options['compare'] !== undefined) return compare(call, name);
    if (call.options['export-r'] !== undefined || call.options['to'] !== undefined) {
      const { exportStudy } = await import('./study/exportStudy.ts');
      return exportStudy(call, name);
    }
    if (call.words.length > 1)
      return fail('BAD_INPUT', { message: 'One study is run at a time.', next: 'Give one name.' });
    return runOne(call, name);
  },
};

async function runOne(call: Invocation, name: string) {
  const { readyStudy } = await import('../studies/studyFiles.ts');
  const { runStudy } = await import('../studies/runStudy.ts');
  const { studyText } = await import('./study/studyText.ts');
  const { findPlaces, projectRoot } = await import('../places.ts');
  const program = findPlaces(projectRoot()).version;
  const ready = await readyStudy(call.workspace, name);
  if (!ready.ok) return ready;
  return interruptible(call, (signal) =>
    withWarehouse(call, async ({ warehouse, notices }) => {
      for (const { message, next } of notices) call.terminal.progress(`${message}\n${next}`);
      const work: Work = { signal, report: shownAt(call.terminal) };
      const surroundings = { store: warehouse.store, clock: () => new Date(), program };
      const run = await runStudy(ready.value, surroundings, work);
      return run.ok ? ok({ data: run.value, text: studyText(ready.value, run.value) }) : run;
    }),
  );
}

async function compare(call: Invocation, name: string) {
  const versions = [call.options['compare'], call.words[1]].map((word) =>
    /^[1-9]\d{0,8}$/.test(String(word)) ? Number(word) : null,
  );
  const [from, to] = versions;
  if (from == null || to == null)
    return fail('BAD_INPUT', {
      message: '--compare takes two versions.',
      next: `Write: study ${name} --compare 1 2`,
    });
  const { compareVersions } = await import('../studies/run/compareVersions.ts');
  const { comparisonText } = await import('./study/comparisonText.ts');
  return withReadableWarehouse(call, async ({ store }) => {
    const compared = await compareVersions(store, name, from, to);
    return compared.ok ? ok({ data: compared.value, text: comparisonText(compared.value) }) : compared;
  });
}

async function list(call: Invocation): Promise<Result<Answer>> {
  const { listStudies, listText } = await import('./study/listStudies.ts');
  return withReadableWarehouse(call, async ({ store }) => {
    const listed = await listStudies(store, call.workspace);
    return listed.ok ? ok({ data: listed.value, text: listText(listed.value) }) : listed;
  });
}
