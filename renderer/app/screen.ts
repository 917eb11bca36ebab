import type { Icon } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { FileKind } from '../../shared/contract/workspace.ts';

export type ScreenId =
  | 'home'
  | 'sources'
  | 'pipelines'
  | 'models'
  | 'quality'
  | 'explorer'
  | 'studies'
  | 'trends'
  | 'forecast'
  | 'dashboards'
  | 'sql'
  | 'audit'
  | 'publish'
  | 'settings';

export type ScreenGroup = 'Start' | 'Data' | 'Insight' | 'Share' | 'Leadline';

export interface Screen {
  readonly id: ScreenId;
  readonly path: string;
  readonly label: string;
  readonly icon: Icon;
  readonly group: ScreenGroup;
  /** Pressed after `g`. */
  readonly key: string;
  /** The files of the workspace it is about; their number stands beside its name. */
  readonly files?: FileKind;
  readonly component: ComponentType<{ screen: Screen }>;
}
