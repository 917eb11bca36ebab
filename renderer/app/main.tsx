import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import './look.css';
import { Notifications } from '@mantine/notifications';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ClientProvider, share } from '../client/client.tsx';
import { connectPage } from '../client/transport.ts';
import { ConfirmProvider } from '../ui/Confirm.tsx';
import { Appearance } from './Appearance.tsx';
import { ActionsProvider } from './actions.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Frame } from './Frame.tsx';
import { FormatsProvider } from './formats.tsx';
import { NavigationProvider } from './navigation.tsx';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
// The dialogs' scroll lock writes a style element of its own and looks for its nonce under this name.
Object.assign(window, { __webpack_nonce__: nonce });

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root".');

createRoot(root).render(
  <StrictMode>
    <ClientProvider shared={share(connectPage(window))}>
      <Appearance nonce={nonce}>
        <Notifications position="bottom-right" />
        <ErrorBoundary>
          <FormatsProvider>
            <ActionsProvider>
              <ConfirmProvider>
                <NavigationProvider>
                  <Frame />
                </NavigationProvider>
              </ConfirmProvider>
            </ActionsProvider>
          </FormatsProvider>
        </ErrorBoundary>
      </Appearance>
    </ClientProvider>
  </StrictMode>,
);
