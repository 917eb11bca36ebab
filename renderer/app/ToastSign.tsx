import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import classes from './ToastSign.module.css';

export function ToastSign({ state }: { state: 'ok' | 'broken' }) {
  const Glyph = state === 'ok' ? IconCircleCheck : IconAlertTriangle;
  return <Glyph size={20} stroke={1.75} aria-hidden className={classes['sign']} data-state={state} />;
}
