import { IconFileAlert } from '@tabler/icons-react';
import { CopyButton } from '../../ui/CopyButton.tsx';
import classes from './home.module.css';

/** The workspace stays open while its first file is broken, so that mending it is all there is to do. */
export default function BrokenConfig({ path }: { path: string }) {
  const separator = path.startsWith('/') ? '/' : '\\';
  const file = `${path}${separator}leadline.yml`;
  return (
    <div role="status" className={classes['broken']}>
      <IconFileAlert size={20} stroke={1.5} aria-hidden />
      <div>
        <p className={classes['strong']}>
          leadline.yml doesn’t say what this workspace is, so its zone, currency and warehouse aren’t known.
        </p>
        <p>
          Open the file in any text editor, mend what is named below, and save: this screen follows by itself.
          Nothing in the folder has been changed.
        </p>
        <p className={classes['pathLine']}>
          <code className={classes['mono']}>{file}</code>
          <CopyButton value={file} label="Copy path" />
        </p>
      </div>
    </div>
  );
}
