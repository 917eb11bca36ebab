import type { ReactNode } from 'react';
import type { WorkspaceConfig } from '../../../shared/contract/workspace.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import classes from './home.module.css';

/** The few things that hold for every figure of the workspace. */
export default function Facts({ path, config }: { path: string; config: WorkspaceConfig }) {
  return (
    <dl className={classes['facts']}>
      <Fact term="Folder" wide>
        <span className={classes['pathLine']}>
          <code className={classes['mono']}>{path}</code>
          <CopyButton value={path} label="Copy path" />
        </span>
      </Fact>
      <Fact term="Warehouse">{warehouseOf(config)}</Fact>
      <Fact term="Days are in">{config.zone}</Fact>
      <Fact term="Currency">{config.currency}</Fact>
      <Fact term="Layers">{config.layers.join(' → ')}</Fact>
    </dl>
  );
}

function Fact({ term, wide, children }: { term: string; wide?: boolean; children: ReactNode }) {
  return (
    <div data-wide={wide || undefined}>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function warehouseOf({ warehouse }: WorkspaceConfig): string {
  return warehouse.engine === 'sqlite'
    ? 'SQLite, on this machine'
    : `Postgres, connection ${warehouse.connection}`;
}
