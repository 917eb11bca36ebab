import { ROOT } from '../bundles/modes.ts';
import type { Finding, Rule } from './rule.ts';
import { anyType } from './rules/anyType.ts';
import { barrels } from './rules/barrels.ts';
import { directions } from './rules/directions.ts';
import { documents } from './rules/documents.ts';
import { focused } from './rules/focused.ts';
import { length } from './rules/length.ts';
import { lock } from './rules/lock.ts';
import { machine } from './rules/machine.ts';
import { names } from './rules/names.ts';
import { packages } from './rules/packages.ts';
import { readSources } from './sources.ts';
import { formatAndLint, lockInStep, types } from './tools.ts';
import { withoutElectron } from './withoutElectron.ts';

interface Outcome {
  readonly name: string;
  readonly seconds: number;
  readonly findings: readonly Finding[];
}

const RULES: readonly Rule[] = [
  directions,
  packages,
  length,
  focused,
  anyType,
  names,
  barrels,
  machine,
  lock,
  documents,
];

async function timed(name: string, work: () => Finding[] | Promise<Finding[]>): Promise<Outcome> {
  const started = performance.now();
  const findings = await work();
  return { name, seconds: (performance.now() - started) / 1000, findings };
}

function print({ name, seconds, findings }: Outcome): void {
  const faults = findings.filter((finding) => !finding.question).length;
  const questions = findings.length - faults;
  const said = [
    faults > 0 ? `${faults} to fix` : 'ok',
    ...(questions > 0 ? [`${questions} to ask about`] : []),
  ];
  console.log(
    `${faults > 0 ? '✗' : '✓'} ${name.padEnd(34)} ${seconds.toFixed(2).padStart(6)} s  ${said.join(', ')}`,
  );
  for (const finding of findings)
    console.log(
      `    ${finding.file}:${finding.line}  ${finding.question ? '(a question) ' : ''}${finding.message}`,
    );
}

const started = performance.now();
const sources = readSources(ROOT);
const tools = [
  timed('format and lint', () => formatAndLint(ROOT)),
  timed('types', () => types(ROOT)),
  timed('lock file in step', () => lockInStep(ROOT)),
  timed('serve and cli without electron', () => withoutElectron(ROOT)),
];
const outcomes: Outcome[] = [];
for (const rule of RULES) outcomes.push(await timed(rule.name, () => rule.check(sources)));
outcomes.unshift(...(await Promise.all(tools)));
outcomes.forEach(print);

const faults = outcomes.flatMap(({ findings }) => findings).filter((finding) => !finding.question).length;
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(
  `${faults === 0 ? 'Every rule holds' : `${faults} to fix`} in ${sources.length} files (${seconds} s).`,
);
process.exitCode = faults === 0 ? 0 : 1;
