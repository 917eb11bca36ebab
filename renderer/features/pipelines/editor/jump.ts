import { lineRange } from '../../../ui/text/indent.ts';

/** Puts the keyboard at the field of a path, or at what is nearest around it. */
export function focusField(within: HTMLElement | null, path: string): void {
  const parts = path.split('.');
  for (let length = parts.length; length > 0; length -= 1) {
    const at = parts.slice(0, length).join('.');
    const field = within?.querySelector<HTMLElement>(`[data-path="${CSS.escape(at)}"]`);
    if (!field) continue;
    const folded = field.closest('details');
    if (folded !== null) folded.open = true;
    field.focus();
    field.scrollIntoView({ block: 'center' });
    return;
  }
}

export function focusLine(area: HTMLTextAreaElement | null, line: number): void {
  if (area === null) return;
  const { start, end } = lineRange(area.value, line);
  area.focus();
  area.setSelectionRange(start, end);
  const height = Number.parseFloat(getComputedStyle(area).lineHeight);
  if (Number.isFinite(height)) area.scrollTop = Math.max(0, (line - 4) * height);
}
