import { Button } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { OpenWorkspace } from '../../../shared/contract/workspace.ts';
import { Page } from '../../ui/Page.tsx';
import { State } from '../../ui/State.tsx';
import BrokenConfig from './BrokenConfig.tsx';
import Facts from './Facts.tsx';
import FilesByKind from './FilesByKind.tsx';
import Problems from './Problems.tsx';
import VaultInUse from './VaultInUse.tsx';

/** How the open workspace stands, what needs attention first. */
export default function Overview({ workspace }: { workspace: OpenWorkspace }) {
  const { config, path, problems } = workspace;
  return (
    <Page
      title={config?.name ?? folderName(path)}
      lead={<Standing workspace={workspace} />}
      actions={
        <Button
          component={Link}
          href="/settings#workspace"
          variant="default"
          leftSection={<IconAdjustmentsHorizontal size={16} stroke={1.75} aria-hidden />}
        >
          Workspace settings
        </Button>
      }
    >
      {config === null && <BrokenConfig path={path} />}
      {problems.length > 0 && <Problems problems={problems} />}
      {config !== null && <Facts path={path} config={config} />}
      <VaultInUse />
      <FilesByKind files={workspace.files} />
    </Page>
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

function folderName(path: string): string {
  return path.split(/[/\\]/).findLast((part) => part !== '') ?? path;
}
