import type { FileProblem } from '../../../shared/errors/failure.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Section } from '../../ui/Section.tsx';
import { State } from '../../ui/State.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import classes from './home.module.css';

const COLUMNS: readonly Column<FileProblem>[] = [
  {
    id: 'severity',
    title: 'Severity',
    cell: ({ severity }) =>
      severity === 'error' ? <State state="broken">Error</State> : <State state="warning">Warning</State>,
  },
  {
    id: 'where',
    title: 'File, line and column',
    cell: (problem) => <code className={classes['place']}>{whereOf(problem)}</code>,
  },
  { id: 'message', title: 'What is wrong', cell: ({ message }) => message },
  {
    id: 'copy',
    title: 'Copy',
    quiet: true,
    cell: (problem) => <CopyButton value={lineOf(problem)} />,
  },
];

export default function Problems({ problems }: { problems: readonly FileProblem[] }) {
  const sorted = [...problems].sort((a, b) => rank(a) - rank(b));
  return (
    <Section
      title="Problems in its files"
      description="Each stops only what depends on it. The list follows your edits, here or in any editor."
      actions={<CopyButton value={sorted.map(lineOf).join('\n')} label="Copy all" />}
    >
      <Table
        caption="Problems in the workspace's files"
        columns={COLUMNS}
        rows={sorted}
        rowId={(problem) => lineOf(problem)}
      />
    </Section>
  );
}

function rank({ severity }: FileProblem): number {
  return severity === 'error' ? 0 : 1;
}

/** The form that editors and terminals jump to. */
function whereOf({ file, line, column }: FileProblem): string {
  return `${file}:${line}:${column}`;
}

function lineOf(problem: FileProblem): string {
  return `${whereOf(problem)}: ${problem.severity}: ${problem.message}`;
}
