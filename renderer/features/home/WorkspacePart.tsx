import { Button } from '@mantine/core';
import type { OpenWorkspace } from '../../../shared/contract/workspace.ts';
import { Section } from '../../ui/Section.tsx';
import { State } from '../../ui/State.tsx';
import { PROBLEMS_ELEMENT } from './brief/useReveal.ts';
import Facts from './Facts.tsx';
import FilesByKind from './FilesByKind.tsx';
import Problems from './Problems.tsx';
import VaultInUse from './VaultInUse.tsx';

export const FILES_ELEMENT = 'workspace-files';

/** What the workspace is made of: below the brief, and folded up where there is one. */
export default function WorkspacePart({
  workspace,
  isOpen,
  onOpen,
}: {
  workspace: OpenWorkspace;
  isOpen: boolean;
  onOpen: (open: boolean) => void;
}) {
  const { config, path, problems, files } = workspace;
  return (
    <>
      {problems.length > 0 && (
        <div id={PROBLEMS_ELEMENT} tabIndex={-1}>
          <Problems problems={problems} />
        </div>
      )}
      <Section
        title="Workspace"
        description={<Standing workspace={workspace} />}
        actions={
          config !== null && (
            <Button
              variant="default"
              size="compact-sm"
              aria-expanded={isOpen}
              onClick={() => onOpen(!isOpen)}
            >
              {isOpen ? 'Hide its files and secrets' : 'Show its files and secrets'}
            </Button>
          )
        }
      >
        {config !== null && <Facts path={path} config={config} />}
      </Section>
      {(isOpen || config === null) && (
        <>
          <VaultInUse />
          <div id={FILES_ELEMENT} tabIndex={-1}>
            <FilesByKind files={files} />
          </div>
        </>
      )}
    </>
  );
}

function Standing({ workspace: { config, problems } }: { workspace: OpenWorkspace }) {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  if (config === null) return <State state="broken">leadline.yml can’t be used</State>;
  if (errors > 0) return <State state="broken">{counted(errors, 'error')} in its files</State>;
  if (warnings > 0) return <State state="warning">{counted(warnings, 'warning')} in its files</State>;
  return <State state="ok">Every file is valid</State>;
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
