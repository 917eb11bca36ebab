import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { machineZone } from '../../shared/domain/zone.ts';
import { useSettings, useWorkspace } from '../client/client.tsx';
import { createFormats, type Formats } from './createFormats.ts';

const FormatsContext = createContext<Formats | null>(null);

const MINUTE = 60_000;

/** Locale from the settings, zone and currency from the workspace: the one place figures get their words from. */
export function FormatsProvider({ children }: { children: ReactNode }) {
  const locale = useSettings()?.locale ?? navigator.language;
  const config = useWorkspace()?.config;
  const zone = config?.zone ?? machineZone();
  const currency = config?.currency ?? 'USD';
  const minute = useMinute();
  const formats = useMemo(
    // A new value each minute, so that "3 minutes ago" doesn't stand still on a screen nobody touches.
    () => createFormats({ locale, zone, currency, now: () => Math.max(minute, Date.now()) }),
    [locale, zone, currency, minute],
  );
  return <FormatsContext.Provider value={formats}>{children}</FormatsContext.Provider>;
}

export function useFormats(): Formats {
  const formats = useContext(FormatsContext);
  if (formats === null) throw new Error('This component is outside FormatsProvider.');
  return formats;
}

function useMinute(): number {
  const [minute, setMinute] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setMinute(Date.now()), MINUTE);
    return () => clearInterval(timer);
  }, []);
  return minute;
}
