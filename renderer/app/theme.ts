import {
  ActionIcon,
  type CSSVariablesResolver,
  createTheme,
  Input,
  type MantineThemeOverride,
} from '@mantine/core';
import { DARK, GRAY, SEA, STATE } from './palette.ts';

/** Three text sizes in all: captions, text, and the screen's title. Every size Mantine knows is one of them. */
const CAPTION = '0.75rem';
const TEXT = '0.875rem';
const TITLE = '1.25rem';

/** A dialog's own header is not the page's banner. */
const DIALOG = {
  overlayProps: { backgroundOpacity: 0.35 },
  closeButtonProps: { 'aria-label': 'Close' },
  attributes: { header: { role: 'none' } },
};

const heading = { fontSize: TEXT, lineHeight: '1.5' };

export function createLook(reducedMotion: boolean): MantineThemeOverride {
  const motion = reducedMotion
    ? { transitionProps: { duration: 0 } }
    : { transitionProps: { duration: 120 } };
  return createTheme({
    primaryColor: 'sea',
    primaryShade: { light: 7, dark: 6 },
    colors: { sea: SEA, gray: GRAY, dark: DARK },
    white: '#ffffff',
    black: GRAY[9],
    fontFamily: "'Inter Variable', system-ui, sans-serif",
    fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
    fontSizes: { xs: CAPTION, sm: TEXT, md: TEXT, lg: TEXT, xl: TITLE },
    lineHeights: { xs: '1.35', sm: '1.5', md: '1.5', lg: '1.5', xl: '1.4' },
    fontWeights: { regular: '400', medium: '500', bold: '600' },
    headings: {
      fontWeight: '600',
      sizes: {
        h1: { fontSize: TITLE, lineHeight: '1.4' },
        h2: heading,
        h3: heading,
        h4: heading,
        h5: heading,
        h6: heading,
      },
    },
    spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
    defaultRadius: 'sm',
    radius: { xs: '4px', sm: '6px', md: '8px', lg: '10px', xl: '16px' },
    shadows: {
      sm: '0 1px 2px rgb(10 20 18 / 6%)',
      md: '0 4px 16px rgb(10 20 18 / 10%), 0 1px 3px rgb(10 20 18 / 8%)',
      xl: '0 16px 48px rgb(10 20 18 / 18%), 0 2px 8px rgb(10 20 18 / 10%)',
    },
    cursorType: 'pointer',
    focusRing: 'auto',
    respectReducedMotion: true,
    components: {
      Button: { vars: () => ({ root: { '--button-height': '2rem', '--button-padding-x': '0.75rem' } }) },
      Input: Input.extend({
        vars: (_theme, { size }) =>
          size === undefined || size === 'sm'
            ? { wrapper: { '--input-height': '2rem', '--input-padding': '0.625rem' } }
            : { wrapper: {} },
      }),
      ActionIcon: ActionIcon.extend({
        defaultProps: { variant: 'subtle', color: 'gray', size: 32 },
        vars: (_theme, { variant, color }) => ({
          root:
            variant === 'subtle' && color === 'gray' ? { '--ai-color': 'var(--mantine-color-dimmed)' } : {},
        }),
      }),
      Menu: { defaultProps: { ...motion, shadow: 'md', offset: 4, withInitialFocusPlaceholder: false } },
      Popover: { defaultProps: { ...motion, shadow: 'md', offset: 4 } },
      Combobox: { defaultProps: { ...motion, shadow: 'md' } },
      Tooltip: { defaultProps: { ...motion, openDelay: 400, withArrow: false, fz: 'xs' } },
      InputWrapper: { styles: { label: { marginBottom: 4 } } },
      Modal: {
        defaultProps: {
          ...motion,
          ...DIALOG,
          centered: true,
          shadow: 'xl',
        },
        styles: {
          content: { border: '1px solid var(--ll-line)' },
          title: { fontWeight: 600 },
        },
      },
      Drawer: {
        defaultProps: {
          ...DIALOG,
          transitionProps: { duration: reducedMotion ? 0 : 160 },
        },
      },
      Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
      Alert: { defaultProps: { variant: 'default' } },
    },
  });
}

const light = STATE.light;
const dark = STATE.dark;

/** Colours by role, for both schemes. Placeholders and errors are darkened until they can be read (4.5 : 1). */
export const lookVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-default-border': GRAY[3],
    '--mantine-color-default-hover': GRAY[1],
    '--mantine-color-placeholder': GRAY[6],
    '--mantine-color-dimmed': GRAY[6],
    '--mantine-color-error': light.broken,
    '--mantine-color-anchor': SEA[7],
    '--ll-under': GRAY[0],
    '--ll-surface': '#ffffff',
    '--ll-hover': GRAY[1],
    '--ll-line': GRAY[2],
    '--ll-accent': SEA[7],
    '--ll-accent-soft': SEA[0],
    '--ll-layer-raw': '#6d7978',
    '--ll-layer-staging': '#2b6cb0',
    '--ll-layer-core': '#0d6b60',
    '--ll-layer-analytics': '#8046ad',
    '--ll-layer-other': '#8a6a14',
    '--ll-code-text': '#8a4b08',
    '--ll-code-template': '#6a3fa0',
    ...states(light),
  },
  dark: {
    '--mantine-color-default-border': '#38413f',
    '--mantine-color-placeholder': DARK[2],
    '--mantine-color-dimmed': DARK[2],
    '--mantine-color-error': dark.broken,
    '--mantine-color-anchor': SEA[3],
    '--ll-under': DARK[8],
    '--ll-surface': DARK[6],
    '--ll-hover': DARK[5],
    '--ll-line': DARK[4],
    '--ll-accent': SEA[3],
    '--ll-accent-soft': '#12302b',
    '--ll-layer-raw': '#98a3a1',
    '--ll-layer-staging': '#7fb2e8',
    '--ll-layer-core': '#7dcbb9',
    '--ll-layer-analytics': '#c9a2ea',
    '--ll-layer-other': '#d9bb6a',
    '--ll-code-text': '#e3b778',
    '--ll-code-template': '#c3a6f2',
    ...states(dark),
  },
});

function states(colours: Record<keyof typeof light, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(colours).map(([state, colour]) => [`--ll-${state}`, colour]));
}
