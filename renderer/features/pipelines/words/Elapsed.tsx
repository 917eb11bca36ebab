import { useEffect, useState } from 'react';
import { useFormats } from '../../../app/formats.tsx';

const SECOND = 1_000;

/** How long something has been going on; it alone is drawn anew each second. */
export function Elapsed({ since }: { since: string }) {
  const formats = useFormats();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), SECOND);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.round((now - Date.parse(since)) / SECOND));
  return <span data-figures>{formats.duration(Math.max(1, seconds))}</span>;
}
