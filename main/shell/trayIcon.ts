import { Menu, nativeImage, Tray } from 'electron';
import type { Schedule } from './parts.ts';
import { type TrayActions, trayTemplate } from './tray.ts';
import { TRAY_IMAGES } from './trayImages.ts';

/** The caller keeps the tray: one that is collected takes its icon along. */
export function raiseTray(schedule: Schedule, act: TrayActions): Tray {
  const style = process.platform === 'darwin' ? TRAY_IMAGES.template : TRAY_IMAGES.colour;
  const image = nativeImage.createEmpty();
  for (const [scaleFactor, dataURL] of style) image.addRepresentation({ scaleFactor, dataURL });
  if (process.platform === 'darwin') image.setTemplateImage(true);
  const tray = new Tray(image);
  tray.setToolTip('Leadline');
  const show = () => tray.setContextMenu(Menu.buildFromTemplate(trayTemplate(schedule, act, new Date())));
  show();
  const unlisten = schedule.onChange(show);
  const destroy = tray.destroy.bind(tray);
  tray.destroy = () => {
    unlisten();
    destroy();
  };
  // Where the platform tells clicks apart, a plain one opens the window; elsewhere it shows the menu.
  tray.on('click', () => act.open());
  return tray;
}
