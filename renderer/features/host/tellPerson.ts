import { notifyDone } from '../../app/toasts.ts';

/** A toast always; a system notification as well where the person allowed them and isn't looking. */
export function tellPerson({ title, body }: { title: string; body: string }): void {
  notifyDone(body === '' ? title : `${title}. ${body}`);
  if (document.hidden && 'Notification' in window && Notification.permission === 'granted') {
    new Notification(title, { body });
  }
}
