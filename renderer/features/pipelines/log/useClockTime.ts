import { useMemo } from 'react';
import { useFormats } from '../../../app/formats.tsx';

export type ClockTime = (iso: string) => { readonly day: string; readonly time: string };

/** A moment to the second in the workspace's zone, as a log needs it. */
export function useClockTime(): ClockTime {
  const { locale, zone } = useFormats();
  return useMemo(() => {
    const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: zone });
    const times = new Intl.DateTimeFormat(locale, {
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
      timeZone: zone,
    });
    return (iso) => {
      const at = Date.parse(iso);
      return Number.isNaN(at) ? { day: '', time: iso } : { day: days.format(at), time: times.format(at) };
    };
  }, [locale, zone]);
}
