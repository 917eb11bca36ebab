import { readWorkspaceFile, type WorkspaceText } from '../readWorkspaceFile.ts';

export const PIPELINES = 'pipelines';

export function fileOf(name: string): string {
  return `${PIPELINES}/${name}.yml`;
}

/** The text of one file; null: there is none. */
export async function readPipelineFile(workspace: string, name: string): Promise<WorkspaceText | null> {
  return readWorkspaceFile(workspace, fileOf(name));
}
