import type { AuditPackage } from '../../../shared/contract/audit.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { State } from '../../ui/State.tsx';
import classes from './audit.module.css';

/** Where the workbook lies, or lay. */
export default function FileLine({ made: { file, there } }: { made: AuditPackage }) {
  return (
    <div className={classes['bar']}>
      {!there && <State state="warning">Moved or deleted</State>}
      <code className={classes['code']}>{file}</code>
      <CopyButton value={file} label="Copy the path" />
    </div>
  );
}
