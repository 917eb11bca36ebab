import { notifications } from '@mantine/notifications';
import { createElement } from 'react';
import type { Failure } from '../../shared/errors/failure.ts';
import { FailureToast } from './FailureToast.tsx';
import signClasses from './ToastSign.module.css';
import { ToastSign } from './ToastSign.tsx';

const SHORT = 4_000;
const LONG = 12_000;

const SIGN = { icon: signClasses['icon'] ?? '' };

/** Tells that something the person asked for is done. */
export function notifyDone(message: string): void {
  notifications.show({
    message,
    autoClose: SHORT,
    withBorder: true,
    icon: createElement(ToastSign, { state: 'ok' }),
    classNames: SIGN,
  });
}

/** Tells what failed and what to do, where no place on the screen is better suited to say it. */
export function notifyFailure(failure: Failure): void {
  notifications.show({
    title: failure.message,
    message: createElement(FailureToast, { failure }),
    autoClose: LONG,
    withBorder: true,
    icon: createElement(ToastSign, { state: 'broken' }),
    classNames: SIGN,
  });
}
