/** Where the data of a pair is offered to go: beside everything else of the workspace that git never sees. */
export function exportFolder(workspace: string, signal: string, outcome: string): string {
  const name = `${signal} ${outcome}`
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80);
  return [workspace, '.leadline', 'exports', name || 'pair'].join(workspace.includes('\\') ? '\\' : '/');
}
