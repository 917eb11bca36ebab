import { useFormats } from '../../../app/formats.tsx';
import classes from './words.module.css';

/** A moment: how far away it is, and exactly, in the workspace's zone, when pointed at or where asked for. */
export function When({ at, exact = false }: { at: string; exact?: boolean }) {
  const formats = useFormats();
  return (
    <time dateTime={at} title={formats.instant(at)}>
      {formats.ago(at)}
      {exact && (
        <>
          {' '}
          <span className={classes['exact']}>{formats.instant(at)}</span>
        </>
      )}
    </time>
  );
}
